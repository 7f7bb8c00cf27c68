package io.virga.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AggregateCommandsTest {

    private static final String ALL = "/v2.1/0123456789abcdef0123456789abcdef/os-aggregates";
    private static final String ONE =
            "{\"id\": 7, \"name\": \"ssd\", \"availability_zone\": null, \"hosts\": [], \"metadata\": {\"a\": \"b\"}}";
    private static final String ANSWER = "{\"aggregate\": %s}".formatted(ONE);

    private PaperCloud cloud;

    @BeforeEach
    void start() throws IOException {
        cloud = new PaperCloud()
                .when("GET " + ALL, "{\"aggregates\": [%s]}".formatted(ONE))
                .when("GET " + ALL + "/7", ANSWER)
                .when("POST " + ALL + "/7/action", ANSWER)
                .when("POST " + ALL + "/7/images", 202, "")
                .when("GET /v2/images?name=cirros", "{\"images\": [{\"id\": \"i1\", \"name\": \"cirros\"}]}")
                .when("GET /v2/images/i1", "{\"id\": \"i1\", \"name\": \"cirros\"}")
                .when(
                        "GET " + ALL + "/7/images",
                        "{\"images\": [{\"id\": \"i1\", \"host\": \"h1\", \"status\": \"caching\", \"bytes\": 5}]}");
    }

    @AfterEach
    void stop() {
        cloud.close();
    }

    @Test
    void newOneGetsItsPropertiesInASecondCall() throws IOException {
        cloud.when("POST " + ALL, ANSWER);

        var outcome = cloud.virga("aggregate", "create", "--zone", "z1", "--property", "a=b", "ssd");

        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(cloud.last("POST").path()).isEqualTo(ALL + "/7/action");
        assertThat(cloud.last("POST").json()).isEqualTo(json("{\"set_metadata\": {\"metadata\": {\"a\": \"b\"}}}"));
        assertThat(outcome.out()).contains("properties", "ssd");
    }

    @Test
    void hostsAreAddedByTheAggregatesName() throws IOException {
        var outcome = cloud.virga("aggregate", "add", "host", "ssd", "h1");

        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(cloud.last("POST").json()).isEqualTo(json("{\"add_host\": {\"host\": \"h1\"}}"));
    }

    @Test
    void unsetTakesAKeyAway() throws IOException {
        assertThat(cloud.virga("aggregate", "unset", "--property", "a", "ssd").code())
                .isZero();
        assertThat(cloud.last("POST").json()).isEqualTo(json("{\"set_metadata\": {\"metadata\": {\"a\": null}}}"));
    }

    @Test
    void imagesAreNamedAsPeopleCallThem() throws IOException {
        var outcome = cloud.virga("aggregate", "cache", "image", "ssd", "cirros");

        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(cloud.last("POST").path()).isEqualTo(ALL + "/7/images");
        assertThat(cloud.last("POST").json()).isEqualTo(json("{\"cache\": [{\"id\": \"i1\"}]}"));
    }

    @Test
    void progressIsShownForEachHost() {
        assertThat(cloud.virga("aggregate", "image", "list", "ssd").out()).contains("h1", "i1", "caching", "5");
    }

    @Test
    void settingNothingIsAMistake() {
        assertThat(cloud.virga("aggregate", "set", "ssd").code()).isNotZero();
    }

    private static com.fasterxml.jackson.databind.JsonNode json(String text) throws IOException {
        return new ObjectMapper().readTree(text);
    }
}
