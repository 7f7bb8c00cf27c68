package io.virga.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// All services of the catalog are asked at one address here, below their roots.
class PolicyCommandsTest {

    private PaperCloud cloud;

    @BeforeEach
    void start() throws IOException {
        cloud = new PaperCloud().when("GET /policy", """
                {"service": "some",
                 "token": {"scope": "project project-1", "roles": ["member", "reader"], "delegated": false,
                           "personas": ["authenticated", "project-member"]},
                 "rules": [
                   {"rule": "create_thing", "operations": ["POST /things"], "personas": ["project-manager"],
                    "default": ["project-member", "admin"], "overridden": true, "admitted": false,
                    "why": "None of the personas that the token has is admitted.",
                    "change": "It needs the role 'manager' in the project."},
                   {"rule": "get_thing", "operations": ["GET /things", "GET /things/{id}"],
                    "personas": ["project-reader", "admin"], "default": ["project-reader", "admin"],
                    "overridden": false, "admitted": true, "why": "The token admits as project-reader.",
                    "change": null}]}""");
    }

    @AfterEach
    void stop() {
        cloud.close();
    }

    @Test
    void listsTheRulesOfEveryServiceOfTheCatalog() {
        var listed = cloud.virga("policy", "rule", "list", "-f", "value");

        assertThat(listed.err()).isEmpty();
        assertThat(listed.out().lines().toList())
                .hasSize(8)
                .contains(
                        "identity create_thing ['project-manager'] True False",
                        "network get_thing ['project-reader', 'admin'] False True");
    }

    @Test
    void listsThoseOfOneService() {
        cloud.virga("policy", "rule", "list", "--service", "compute");

        assertThat(cloud.asked.stream().map(PaperCloud.Asked::path).filter("/policy"::equals))
                .hasSize(1);
    }

    @Test
    void explainsARefusal() {
        var explained = cloud.virga("policy", "explain", "create_thing", "--service", "compute", "-f", "json");

        assertThat(explained.code()).isZero();
        assertThat(explained.out())
                .contains("\"verdict\": \"refused\"")
                .contains("\"change\": \"It needs the role 'manager' in the project.\"")
                .contains("\"overridden\": true")
                .contains("\"default\":")
                .contains("\"token_scope\": \"project project-1\"");
    }

    @Test
    void saysWhenThereIsNoSuchRuleOrService() {
        assertThat(List.of(
                        cloud.virga("policy", "explain", "no_such").err(),
                        cloud.virga("policy", "rule", "list", "--service", "volume")
                                .err()))
                .satisfiesExactly(
                        rule -> assertThat(rule).contains("No service has a rule 'no_such'."),
                        type -> assertThat(type).contains("There is no service of the type 'volume'."));
    }
}
