package io.virga.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/// A token, tried at every service with a request that any reader of a project may make.
record Token(Cloud cloud, String id) {

    /// How long a service may take to hear that a token has ended.
    static final Duration HEARSAY = Duration.ofSeconds(5);

    private static final Map<Service, String> REQUESTS = Map.of(
            Service.IDENTITY, "/v3/auth/catalog",
            Service.IMAGE, "/v2/images",
            Service.COMPUTE, "/v2.1/servers",
            Service.NETWORK, "/v2.0/networks",
            Service.SCHEDULER, "/policy");

    static Token of(Cloud cloud, Client client) {
        return new Token(cloud, client.value("id", "token", "issue"));
    }

    void assertGood() {
        assertThat(answers())
                .as("a good token")
                .allSatisfy((_, status) -> assertThat(status).isEqualTo(200));
    }

    void assertRefused() {
        assertThat(answers())
                .as("a token that ended")
                .allSatisfy((_, status) -> assertThat(status).isEqualTo(401));
    }

    void assertEndsEverywhere() {
        Wait.until(HEARSAY, this::assertRefused);
    }

    private Map<Service, Integer> answers() {
        var http = new Http(id);
        var answers = new EnumMap<Service, Integer>(Service.class);
        REQUESTS.forEach((service, path) ->
                answers.put(service, http.get(cloud.url(service) + path).status()));
        return answers;
    }
}
