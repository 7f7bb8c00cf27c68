package io.virga.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetadefCommandsTest {

    private static final String PATH = "/v2/metadefs/namespaces";
    private static final String ONE = PATH + "/A%3A%3AB";

    private PaperCloud cloud;

    @BeforeEach
    void start() throws IOException {
        cloud = new PaperCloud().when("GET " + ONE, """
                {"namespace": "A::B", "description": "d", "visibility": "public", "protected": false, "owner": "p1",
                 "tags": [{"name": "t"}], "self": "/x", "schema": "/y"}""");
    }

    @AfterEach
    void stop() {
        cloud.close();
    }

    /// The one request that changes something.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            create A::B                                   | POST /v2/metadefs/namespaces | {"namespace": "A::B"}
            create --public --protected --display-name x --description y A::B | POST /v2/metadefs/namespaces | {"namespace": "A::B", "display_name": "x", "description": "y", "visibility": "public", "protected": true}
            set A::B --protected                          | PUT /v2/metadefs/namespaces/A%3A%3AB | {"namespace": "A::B", "description": "d", "visibility": "public", "protected": true, "owner": "p1"}
            set A::B --private --display-name x           | PUT /v2/metadefs/namespaces/A%3A%3AB | {"namespace": "A::B", "display_name": "x", "description": "d", "visibility": "private", "protected": false, "owner": "p1"}
            delete A::B                                   | DELETE /v2/metadefs/namespaces/A%3A%3AB |
            """)
    void sends(String command, String request, String body) throws IOException {
        cloud.when(request, 200, "{}");

        var outcome = cloud.virga(("image metadef namespace " + command).split(" "));

        assertThat(outcome.code()).as(outcome.err()).isZero();
        var sent = cloud.last(request.substring(0, request.indexOf(' ')));
        assertThat(sent.path()).isEqualTo(request.substring(request.indexOf(' ') + 1));
        if (body != null) {
            assertThat(sent.json()).isEqualTo(new ObjectMapper().readTree(body));
        }
    }

    @Test
    void listsEveryPage() {
        cloud.when("GET " + PATH + "?resource_types=X%2CY&visibility=public", """
                {"namespaces": [{"namespace": "A::B"}], "next": "/v2/metadefs/namespaces?marker=A%3A%3AB"}""");
        cloud.when("GET " + PATH + "?marker=A%3A%3AB", "{\"namespaces\": [{\"namespace\": \"C\"}]}");

        var outcome = cloud.virga(
                "image metadef namespace list --resource-types X,Y --visibility public -f value".split(" "));

        assertThat(outcome.out()).isEqualTo("A::B\nC\n");
    }

    @Test
    void showsWhatIsSaidOfOneAndNotWhereItIs() {
        var outcome = cloud.virga("image metadef namespace show A::B".split(" "));

        assertThat(outcome.out()).contains("A::B", "public", "tags").doesNotContain("schema", "self");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            create A --public --private         | --public and --private cannot be used together
            set A::B --protected --unprotected  | --protected and --unprotected cannot be used together
            list --visibility shared            | --visibility expects one of public, private
            delete ..                           | '..' is no ID
            """)
    void refusesWithoutAskingTheCloud(String command, String message) {
        var outcome = cloud.virga(("image metadef namespace " + command).split(" "));

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).contains(message);
        assertThat(cloud.asked).noneMatch(one -> one.path().contains("metadefs"));
    }
}
