package io.virga.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.virga.contract.identity.TokenClaims;
import io.virga.web.Access;
import io.virga.web.Operation;
import io.virga.web.Operations;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Who gets into which operation. Each service's tests have a class that extends this one; the operations are those of
/// the code, so that a new one fails the build until it is in the table.
public abstract class AccessChecks {

    private static final String TABLE = "common/testing/src/main/resources/access-table.tsv";
    private static final String DUMMY = "00000000-0000-4000-8000-000000000000";
    private static final String TOKEN = "X-Auth-Token";
    private static final Set<Integer> REFUSED = Set.of(401, 403);

    @Inject
    Operations operations;

    @ConfigProperty(name = "quarkus.application.name")
    String service;

    private Map<Kind, String> tokens;

    /// A token of each kind of caller, all of the same project and domain unless the kind says otherwise.
    protected Map<Kind, String> tokens() {
        var tokens = new EnumMap<Kind, String>(Kind.class);
        tokens.put(Kind.EXPIRED, TestIdentity.expired());
        tokens.put(Kind.UNSCOPED, TestIdentity.unscoped());
        tokens.put(Kind.OTHER_PROJECT, TestIdentity.member(TestIdentity.OTHER_PROJECT));
        tokens.put(Kind.READER, TestIdentity.reader());
        tokens.put(Kind.MEMBER, TestIdentity.member());
        tokens.put(Kind.MANAGER, TestIdentity.inProject(TestIdentity.PROJECT, "manager", "member", "reader"));
        tokens.put(Kind.ADMIN, TestIdentity.admin());
        tokens.put(Kind.DOMAIN_ADMIN, TestIdentity.onDomain("default", "admin", "manager", "member", "reader"));
        tokens.put(Kind.OTHER_DOMAIN_ADMIN, TestIdentity.onDomain("other", "admin", "manager", "member", "reader"));
        tokens.put(Kind.SYSTEM_READER, TestIdentity.onSystem("reader"));
        tokens.put(Kind.SYSTEM_ADMIN, TestIdentity.onSystem("admin", "manager", "member", "reader"));
        var credential = new TokenClaims.ApplicationCredential("app", "app", false, null);
        tokens.put(
                Kind.APPLICATION_CREDENTIAL,
                TestIdentity.handedOver(new TokenClaims.Origin(credential, null, null, null)));
        var trust = new TokenClaims.Trust("trust", "trustor", "trustee", true, null);
        tokens.put(Kind.TRUST, TestIdentity.handedOver(new TokenClaims.Origin(null, trust, null, null)));
        tokens.put(Kind.SERVICE, TestIdentity.service());
        tokens.put(Kind.BEARER, TestIssuer.company().token("ada"));
        return tokens;
    }

    /// The id in a path after `segment`: the project of the tokens, or one that nothing has.
    protected String id(String segment, String method) {
        return segment.equals("quotas") || segment.equals("os-quota-sets") ? TestIdentity.PROJECT : DUMMY;
    }

    /// The content type that the operation takes.
    protected String type(Operation operation) {
        return "application/json";
    }

    /// The status to show for the one that was answered, where that depends on what happened before.
    protected int shown(Operation operation, int status) {
        return status;
    }

    /// The microversion to ask in, as the header `OpenStack-API-Version` has it.
    protected String version(Operation operation) {
        return "none";
    }

    /// What a stranger would like to be taken for: user, project and domain of the tokens.
    protected Map<String, String> victim() {
        return Map.of(
                "user_id",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                "project_id",
                TestIdentity.PROJECT,
                "domain_id",
                "default");
    }

    @BeforeEach
    void everybodyGetsAToken() {
        tokens = tokens();
        var missing = EnumSet.complementOf(EnumSet.of(Kind.NONE));
        missing.removeAll(tokens.keySet());
        assertThat(missing).as("kinds of caller without a token").isEmpty();
    }

    @Test
    @Tag("SEC-22")
    void theTableShowsEveryOperationForEveryKindOfCaller() {
        var lines = new ArrayList<String>();
        var defects = new ArrayList<String>();
        var verdicts = verdicts();
        for (var operation : operations.all()) {
            var cells = new ArrayList<>(List.of(service, operation.text()));
            for (var kind : Kind.values()) {
                var cell = cell(operation, kind);
                cells.add(cell);
                if (isDefect(operation, kind, cell, verdicts)) {
                    defects.add(kind.heading() + " " + operation.text() + ": " + cell);
                }
            }
            lines.add(String.join("\t", cells));
        }
        assertThat(defects).as("answers that no rule allows").isEmpty();
        Golden.linesOf(TABLE, service + "\t", lines);
    }

    /// Nobody gets in whom the rule does not admit, and nobody makes the service fail.
    private boolean isDefect(Operation operation, Kind kind, String cell, Map<Kind, Set<String>> verdicts) {
        if (cell.startsWith("5")) {
            return true;
        }
        var admitted = verdicts.get(kind).contains(operation.rule().value());
        return !admitted && !cell.equals(kind.isNobody() ? "401" : "403");
    }

    private String cell(Operation operation, Kind kind) {
        return String.valueOf(shown(operation, knock(operation, kind).status()));
    }

    // What the service says of itself at /policy.
    private Map<Kind, Set<String>> verdicts() {
        var verdicts = new EnumMap<Kind, Set<String>>(Kind.class);
        var open = new HashSet<String>();
        operations.all().stream()
                .map(Operation::rule)
                .filter(rule -> List.of(rule.to()).contains(Access.PUBLIC))
                .forEach(rule -> open.add(rule.value()));
        for (var kind : Kind.values()) {
            var admitting = new HashSet<>(open);
            if (!kind.isNobody()) {
                admitting.addAll(admitting(kind));
            }
            verdicts.put(kind, admitting);
        }
        return verdicts;
    }

    private Set<String> admitting(Kind kind) {
        var policy = new Knock("GET", "/policy", Map.of(), Map.of(), "", "application/json");
        try {
            var rules = new HashSet<String>();
            for (var rule : new ObjectMapper()
                    .readTree(policy.as(header(kind), token(kind)).answer().body())
                    .path("rules")) {
                if (rule.path("admitted").asBoolean()) {
                    rules.add(rule.path("rule").asText());
                }
            }
            return rules;
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    /// Who asks is in the token, whatever the request says besides (CVE-2026-42999).
    @Test
    @Tag("SEC-16")
    void whatTheRequestSaysOfUserProjectAndDomainWidensNothing() {
        var ids = new LinkedHashMap<>(victim());
        ids.put("tenant_id", victim().get("project_id"));
        ids.put("target", victim().get("project_id"));
        ids.put("is_admin", "True");
        var widened = new ArrayList<String>();
        for (var kind : List.of(
                Kind.NONE, Kind.UNSCOPED, Kind.OTHER_PROJECT, Kind.READER, Kind.OTHER_DOMAIN_ADMIN, Kind.BEARER)) {
            for (var operation : operations.all()) {
                var plain = knock(operation, kind);
                if (REFUSED.contains(plain.status())) {
                    Stream.of(plain.asking(ids), plain.sending(claiming(operation, ids)), plain.with(ids))
                            .filter(variant -> !REFUSED.contains(variant.status()))
                            .forEach(_ -> widened.add(kind.heading() + " " + operation.text()));
                }
            }
        }
        assertThat(widened).isEmpty();
    }

    // As fields of their own, and as what some policy engines call the target.
    private String claiming(Operation operation, Map<String, String> ids) {
        var json = new ObjectMapper();
        var fields = json.createObjectNode();
        ids.forEach(fields::put);
        fields.set("target", json.valueToTree(victim()));
        var action = operation.rule().action();
        return (action.isEmpty() ? fields : json.createObjectNode().set(action, fields)).toString();
    }

    /// Here the service checks by itself; nothing is asked of the identity service (CVE-2017-2673 and its kin).
    @Test
    @Tag("SEC-24")
    void anAccessTokenThatTheCompanyDidNotGiveIsWorthNothing() {
        var policy = new Knock("GET", "/policy", Map.of(), Map.of(), "", "application/json");
        var company = TestIssuer.company();
        var member = policy.as(header(Kind.BEARER), token(Kind.BEARER));
        assertThat(member.status()).isEqualTo(200);
        assertThat(member.with(Map.of("OpenStack-Project", "nowhere")).status()).isEqualTo(403);
        company.forgeries("eve")
                .forEach((defect, token) -> assertThat(
                                policy.as("Authorization", "Bearer " + token).status())
                        .as(defect)
                        .isEqualTo(401));
    }

    /// Headers with which other software passes on who asks mean nothing here, from nobody (CVE-2026-22797).
    @Test
    @Tag("SEC-17")
    void forgedHeadersMeanNothing() {
        var changed = new ArrayList<String>();
        for (var kind : List.of(Kind.NONE, Kind.EXPIRED, Kind.UNSCOPED, Kind.OTHER_PROJECT, Kind.READER, Kind.BEARER)) {
            for (var operation : operations.all()) {
                var plain = knock(operation, kind);
                var expected = plain.answer();
                var got = plain.with(forged()).answer();
                if (REFUSED.contains(expected.statusCode()) != REFUSED.contains(got.statusCode())
                        || isPublished(kind, operation, expected.statusCode())
                                && !expected.body().equals(got.body())) {
                    changed.add("%s %s: %s became %s".formatted(kind.heading(), operation.text(), expected, got));
                }
            }
        }
        assertThat(changed).isEmpty();
    }

    // The versions, say, whose links are made of the address that was called.
    private static boolean isPublished(Kind kind, Operation operation, int status) {
        return kind == Kind.NONE && operation.method().equals("GET") && status == 200;
    }

    private Map<String, String> forged() {
        var headers = new LinkedHashMap<String, String>();
        headers.put("X-Identity-Status", "Confirmed");
        headers.put("X-Service-Identity-Status", "Confirmed");
        headers.put("X-User-Id", victim().get("user_id"));
        headers.put("X-User-Name", "admin");
        headers.put("X-Project-Id", victim().get("project_id"));
        headers.put("X-Tenant-Id", victim().get("project_id"));
        headers.put("X-Domain-Id", victim().get("domain_id"));
        headers.put("X-Roles", "admin,service");
        headers.put("X-Role", "admin");
        headers.put("X-Service-Roles", "service");
        headers.put("X-Is-Admin-Project", "True");
        headers.put("OpenStack-System-Scope", "all");
        headers.put("X-Service-Token", token(Kind.SERVICE));
        headers.put("X-On-Behalf-Of-Project", victim().get("project_id"));
        headers.put("X-On-Behalf-Of-User", victim().get("user_id"));
        headers.put("X-On-Behalf-Of-Roles", "admin");
        headers.put("X-Forwarded-For", "127.0.0.1");
        headers.put("X-Forwarded-User", "admin");
        headers.put("X-Forwarded-Host", "localhost");
        headers.put("X-Forwarded-Proto", "https");
        headers.put("Forwarded", "for=127.0.0.1;host=localhost");
        headers.put("X-Remote-User", "admin");
        return headers;
    }

    private Knock knock(Operation operation, Kind kind) {
        return Knock.on(operation, this::id)
                .with(Map.of("OpenStack-API-Version", version(operation)))
                .typed(type(operation))
                .as(header(kind), token(kind));
    }

    private String token(Kind kind) {
        var token = tokens.get(kind);
        return kind == Kind.BEARER && token != null ? "Bearer " + token : token;
    }

    private static String header(Kind kind) {
        return kind == Kind.BEARER ? "Authorization" : TOKEN;
    }
}
