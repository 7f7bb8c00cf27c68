package io.virga.testing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.virga.web.Access;
import io.virga.web.Operation;
import io.virga.web.Operations;
import io.virga.web.Policy;
import io.virga.web.Rule;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What holds of every service's rules. Each service's tests have a class that extends this one.
public abstract class PolicyChecks {

    private static final String RULES = "common/web/src/main/resources/io/virga/web/rules.txt";

    @Inject
    Operations operations;

    @ConfigProperty(name = "quarkus.application.name")
    String service;

    /// A token of a member of a project.
    protected String member() {
        return TestIdentity.member();
    }

    /// A token without scope.
    protected String unscoped() {
        return TestIdentity.unscoped();
    }

    @Test
    void theDocumentShowsEveryRule() {
        var lines = new ArrayList<String>(
                List.of("", "| rule | operations | admits | delegated tokens |", "|---|---|---|---|"));
        byRule().values().forEach(together -> lines.add(row(together)));
        lines.add("");
        Golden.section("docs/policy.md", "<!-- rules of " + service + " -->", "<!-- end of " + service + " -->", lines);
    }

    /// The policy file is one for all services, so each must know the names of the others' rules.
    @Test
    void theListOfNamesHasEveryRule() {
        Golden.linesOf(
                RULES,
                service + " ",
                byRule().keySet().stream().map(rule -> service + " " + rule).toList());
    }

    /// The file's line goes for all operations of a rule: these must agree.
    @Test
    void aRuleMeansTheSameEverywhere() {
        byRule().forEach((name, together) -> assertThat(together).as(name).allSatisfy(operation -> {
            var first = together.getFirst().rule();
            assertThat(List.of(operation.rule().to())).isEqualTo(List.of(first.to()));
            assertThat(operation.rule().lasting()).isEqualTo(first.lasting());
        }));
    }

    @Test
    @Tag("SEC-26")
    void everyOperationHasARule() {
        assertThat(operations.all())
                .isNotEmpty()
                .allSatisfy(operation -> assertThat(operation.rule().value()).isNotBlank());
    }

    @Test
    void thePolicyIsShownToWhoeverHasAToken() {
        given().get("/policy").then().statusCode(401);
        var answer = given().header("X-Auth-Token", member()).get("/policy").then();

        answer.statusCode(200)
                .body("service", equalTo(service))
                .body("token.roles", hasItem("member"))
                .body("token.personas", hasItem("project-member"))
                .body("token.personas", not(hasItem("admin")));
        assertThat(answer.extract().<List<String>>path("rules.rule")).isEqualTo(List.copyOf(byRule().keySet()));
    }

    @Test
    void aRefusalSaysWhatWouldHaveToChange() {
        given().header("X-Auth-Token", unscoped())
                .get("/policy")
                .then()
                .statusCode(200)
                .body("token.scope", equalTo("unscoped"))
                .body("rules.find { it.rule == 'virga:policy' }.admitted", equalTo(true))
                .body("rules.findAll { !it.admitted }.change", not(hasItem((String) null)))
                .body("rules.findAll { !it.admitted }.change", hasItem(containsString("'admin'")));
    }

    private Map<String, List<Operation>> byRule() {
        return operations.all().stream()
                .collect(Collectors.groupingBy(
                        operation -> operation.rule().value(), TreeMap::new, Collectors.toList()));
    }

    private static String row(List<Operation> together) {
        var rule = together.getFirst().rule();
        var where = together.stream()
                .map(operation -> "`" + operation.text().replace("|", "\\|") + "`")
                .collect(Collectors.joining("<br>"));
        var personas = Policy.defaults(rule).stream().map(Access::persona).collect(Collectors.joining(", "));
        return "| `%s` | %s | %s | %s |".formatted(rule.value(), where, personas, delegated(rule));
    }

    private static String delegated(Rule rule) {
        return switch (rule.lasting()) {
            case NO -> "";
            case YES -> "refused";
            case UNRESTRICTED -> "refused, but unrestricted application credentials";
        };
    }
}
