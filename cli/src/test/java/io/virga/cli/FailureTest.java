package io.virga.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a user reads when something goes wrong, and what a script gets as the exit code.
class FailureTest {

    private PaperCloud cloud;

    @BeforeEach
    void start() throws IOException {
        cloud = new PaperCloud();
    }

    @AfterEach
    void stop() {
        cloud.close();
    }

    @Test
    void aRefusedLoginNamesThePlaceOfTheCredentials() throws IOException {
        try (var refusing = new PaperCloud()) {
            cloud.environment.put("OS_AUTH_URL", refusing.url() + "/other");
            refusing.when("POST /other/v3/auth/tokens", 401, """
                    {"error": {"code": 401, "message": "The request you have made requires authentication.", "title": "Unauthorized"}}""");

            var outcome = cloud.virga("token", "issue");

            assertThat(outcome.code()).isEqualTo(1);
            assertThat(outcome.err())
                    .contains("requires authentication. (identity, HTTP 401)", "Check OS_USERNAME and OS_PASSWORD");
            assertThat(outcome.err()).doesNotContain("s3cret").doesNotContain("\tat ");
        }
    }

    @Test
    void anExpiredPasswordIsChangedAllTheSame() throws IOException {
        try (var strict = new PaperCloud()) {
            cloud.environment.put("OS_AUTH_URL", strict.url() + "/other");
            strict.when("POST /other/v3/auth/tokens", 401, """
                    {"error": {"message": "The password is expired and needs to be changed for user: ab12."}}""").when("POST /other/v3/users/ab12/password", 204, "");

            var outcome = cloud.virga("user", "password", "set", "--original-password", "a", "--password", "b");

            assertThat(outcome.err()).isEmpty();
            assertThat(outcome.code()).isZero();
            assertThat(cloud.virga("token", "issue").err()).contains("Change it: virga user password set");
        }
    }

    @Test
    void onlyRefusalsOfARuleAreAMatterOfRoles() {
        cloud.when("GET /v2.0/networks", 403, "{\"NeutronError\": {\"message\": \"Not like this.\"}}")
                .when("GET /v2.0/networks", 403, "{\"NeutronError\": {\"message\": \"Policy doesn't allow x.\"}}");

        assertThat(cloud.virga("network", "list").err()).doesNotContain("role");
        assertThat(cloud.virga("network", "list").err()).contains("Ask for the role it needs");
    }

    @Test
    void thereIsOneSystem() {
        var outcome = cloud.virga("--os-system-scope", "al", "token", "issue");

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.err()).contains("OS_SYSTEM_SCOPE=all");
        assertThat(cloud.asked).isEmpty();
    }

    @Test
    void nobodyAtTheAddress() {
        cloud.environment.put("OS_AUTH_URL", "http://127.0.0.1:1/v3");

        var outcome = cloud.virga("token", "issue");

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.err()).contains("Nothing answers at http://127.0.0.1:1.", "./dev status");
    }

    @Test
    void aStaleTokenIsRenewedOnce() {
        cloud.when("GET /v2.0/networks", 401, "").when("GET /v2.0/networks", "{\"networks\": []}");

        assertThat(cloud.virga("network", "list").code()).isZero();
        assertThat(cloud.asked.stream().filter(one -> one.path().equals("/v3/auth/tokens")))
                .hasSize(2);
    }

    @Test
    void aTokenThatStaysRefusedIsNotRenewedForEver() {
        cloud.when("GET /v2.0/networks", 401, "");

        var outcome = cloud.virga("network", "list");

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(cloud.asked).hasSize(4);
    }

    @Test
    void anAmbiguousNameIsRefusedWithTheIds() {
        cloud.when("GET /v2.0/networks?name=net", """
                {"networks": [{"id": "n1", "name": "net"}, {"id": "n2", "name": "net"}]}""");

        var outcome = cloud.virga("network", "show", "net");

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.err()).contains("More than one network is named 'net': n1, n2");
    }

    @Test
    void aNameThatOnlyResemblesIsNoMatch() {
        cloud.when(
                "GET /v2.1/0123456789abcdef0123456789abcdef/servers?name=web",
                "{\"servers\": [{\"id\": \"s9\", \"name\": \"web-2\"}]}");

        assertThat(cloud.virga("server", "show", "web").err()).contains("No server with a name or ID of 'web' exists.");
    }

    @Test
    void whoIsAskedToWaitLearnsHowLong() {
        cloud.at("/v2/images/i1", exchange -> {
            exchange.getResponseHeaders().set("Retry-After", "10");
            exchange.sendResponseHeaders(429, -1);
            exchange.close();
        });

        assertThat(cloud.virga("image", "show", "i1").err()).contains("Try again in 10 s.");
    }

    @Test
    void aFullQuotaIsNoQuestionOfRoles() {
        cloud.when("POST /v2.0/networks", 409, """
                {"NeutronError": {"type": "OverQuota", "message": "Quota exceeded for resources: ['network'].", "detail": ""}}""");

        assertThat(cloud.virga("network", "create", "net").err())
                .contains("Quota exceeded for resources: ['network'].", "virga quota show");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            server                    | is not a virga command
            sever list                | is not a virga command
            server create web         | Missing required options
            server list --nope        | Unknown option
            token issue -f xml        | Invalid value for option
            token issue -c Nope       | No recognized column names
            role add member           | exactly one of --user and --group
            image create --property x i | expects key=value
            """)
    void wrongCallsEndWithTwo(String arguments, String message) {
        var outcome = cloud.virga(arguments.split(" "));

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).contains(message);
    }

    @Test
    void debugShowsRequestsButNoSecrets() {
        cloud.when("GET /v2.0/networks", "{\"networks\": []}");

        var outcome = cloud.virga("--debug", "network", "list");

        assertThat(outcome.err()).contains("> POST ", "> GET ", "\"networks\"");
        assertThat(outcome.err()).doesNotContain("s3cret").doesNotContain("token-text");
    }

    @Test
    void controlCharactersOfAHostileErrorDoNotReachTheTerminal() {
        cloud.when("GET /v2.0/networks", 400, "{\"NeutronError\": {\"message\": \"bad \\u001b]0;owned\\u0007\"}}");

        assertThat(cloud.virga("network", "list").err())
                .contains("bad \\x1b]0;owned\\x07")
                .doesNotContain("\u001b");
    }
}
