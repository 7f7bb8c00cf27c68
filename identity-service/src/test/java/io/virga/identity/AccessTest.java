package io.virga.identity;

import static io.virga.identity.Population.scoped;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.virga.identity.application.Applications;
import io.virga.identity.federation.login.Company;
import io.virga.identity.token.ExpiredTokens;
import io.virga.testing.AccessChecks;
import io.virga.testing.Backing;
import io.virga.testing.Kind;
import io.virga.testing.TestIssuer;
import io.virga.web.Operation;
import jakarta.inject.Inject;
import java.util.EnumMap;
import java.util.Map;

/// All tokens come from the API. Paths name what is there (the caller's own domain, project and group, and the member),
/// but where it would be deleted.
@QuarkusTest
@QuarkusTestResource(Backing.class)
class AccessTest extends AccessChecks {

    private static final String SYSTEM = "{\"system\":{\"all\":true}}";

    @Inject
    ExpiredTokens expired;

    private Population there;
    private String member;

    @Override
    protected Map<Kind, String> tokens() {
        there = Population.make();
        member = there.user();
        var project = "projects/" + there.project();
        var inProject = scoped("project", there.project());
        var domain = "domains/" + there.domain();
        var other = Population.make();
        var tokens = new EnumMap<Kind, String>(Kind.class);
        tokens.put(Kind.EXPIRED, expired.administrators(member, there.project()));
        tokens.put(Kind.UNSCOPED, there.unscoped());
        tokens.put(
                Kind.OTHER_PROJECT,
                other.token("member", "projects/" + other.project(), scoped("project", other.project())));
        tokens.put(Kind.READER, there.token("reader", project, inProject));
        tokens.put(Kind.MEMBER, Population.token(member, "member", project, inProject));
        tokens.put(Kind.MANAGER, there.token("manager", project, inProject));
        tokens.put(Kind.ADMIN, there.token("admin", project, inProject));
        tokens.put(Kind.DOMAIN_ADMIN, there.token("admin", domain, scoped("domain", there.domain())));
        tokens.put(
                Kind.OTHER_DOMAIN_ADMIN,
                other.token("admin", "domains/" + other.domain(), scoped("domain", other.domain())));
        tokens.put(Kind.SYSTEM_READER, there.token("reader", "system", SYSTEM));
        tokens.put(Kind.SYSTEM_ADMIN, there.token("admin", "system", SYSTEM));
        var own = tokens.get(Kind.MEMBER);
        tokens.put(
                Kind.APPLICATION_CREDENTIAL, Applications.make(own, member, "").logIn());
        tokens.put(Kind.TRUST, Population.trusted(own, member, there));
        tokens.put(Kind.SERVICE, Population.service());
        tokens.put(Kind.BEARER, federatedMember());
        return tokens;
    }

    // The only project that the user has is the one that is meant without a word.
    private String federatedMember() {
        Company.trust();
        var access = TestIssuer.company().token(Cloud.name("ada"));
        String user = Company.logIn(access).then().statusCode(201).extract().path("token.user.id");
        Cloud.grant(user, there.project(), "member");
        return access;
    }

    // A key that was made within the last half minute is a conflict.
    @Override
    protected int shown(Operation operation, int status) {
        return operation.path().equals("/v3/auth/keys") && status == 409 ? 201 : status;
    }

    @Override
    protected String id(String segment, String method) {
        var dummy = super.id(segment, method);
        return method.equals("DELETE")
                ? dummy
                : switch (segment) {
                    case "users" -> member;
                    case "projects" -> there.project();
                    case "domains" -> there.domain();
                    case "groups" -> there.group();
                    default -> dummy;
                };
    }

    @Override
    protected Map<String, String> victim() {
        return Map.of("user_id", member, "project_id", there.project(), "domain_id", there.domain());
    }
}
