package io.virga.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageListTest {

    private PaperCloud cloud;

    @BeforeEach
    void start() throws IOException {
        cloud = new PaperCloud().withIdentity();
    }

    @AfterEach
    void stop() {
        cloud.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--sort name | sort=name%3Aasc",
                "--sort size:desc,name | sort=size%3Adesc%2Cname%3Aasc",
                "--property os_distro=debian --property a=b=c | os_distro=debian&a=b%3Dc&sort=name%3Aasc",
                "--project web | owner=p1&sort=name%3Aasc",
                "--project web --project-domain acme | owner=p1&sort=name%3Aasc",
                "--marker i1 | sort=name%3Aasc&marker=i1",
                "--marker golden | sort=name%3Aasc&marker=i1",
                "--limit 1 | sort=name%3Aasc&limit=1",
            })
    void theServiceIsAskedFor(String options, String query) {
        cloud.when("GET /v2/images?name=golden", "{\"images\": [{\"id\": \"i1\", \"name\": \"golden\"}]}")
                .when("GET /v2/images/i1", "{\"id\": \"i1\", \"name\": \"golden\"}")
                .when("GET /v2/images?" + query, "{\"images\": [{\"id\": \"i2\"}]}");

        var outcome = cloud.virga(("image list -f value -c ID " + options).split(" "));

        assertThat(outcome.out()).as(outcome.err()).isEqualTo("i2\n");
    }

    @Test
    void aHiddenImageIsCalledByItsNameAllTheSame() {
        cloud.when("GET /v2/images?name=old", "{\"images\": []}")
                .when("GET /v2/images?name=old&os_hidden=true", "{\"images\": [{\"id\": \"i7\", \"name\": \"old\"}]}")
                .when("GET /v2/images/i7", "{\"id\": \"i7\", \"name\": \"old\"}");

        assertThat(cloud.virga("image", "show", "old", "-f", "value", "-c", "id")
                        .out())
                .isEqualTo("i7\n");
    }

    /// A service has a largest page: then the limit needs several.
    @Test
    void theLimitCountsWhatIsShown() {
        cloud.when("GET /v2/images?sort=name%3Aasc&limit=3", """
                        {"images": [{"id": "i1"}, {"id": "i2"}], "next": "/v2/images?marker=i2"}""").when("GET /v2/images?marker=i2", """
                        {"images": [{"id": "i3"}, {"id": "i4"}], "next": "/v2/images?marker=i4"}""");

        var outcome = cloud.virga("image", "list", "--limit", "3", "-f", "value", "-c", "ID");

        assertThat(outcome.out()).as(outcome.err()).isEqualTo("i1\ni2\ni3\n");
        assertThat(cloud.asked.getLast().path()).isEqualTo("/v2/images?marker=i2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--sort name:up | --sort expects one of asc, desc, not 'up'",
                "--limit 0 | --limit expects a number above 0",
                "--property debian | --property expects key=value",
                "--property limit=7 | a property that is called 'limit'",
            })
    void whatMakesNoSenseIsToldAtOnce(String options, String message) {
        var outcome = cloud.virga(("image list " + options).split(" "));

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).contains(message);
        assertThat(cloud.asked).isEmpty();
    }
}
