package io.virga.identity;

import static io.virga.identity.Cloud.as;
import static io.virga.identity.Cloud.make;
import static io.virga.identity.Cloud.name;
import static io.virga.identity.Population.scoped;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.virga.testing.Backing;
import io.virga.testing.TenantChecks;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;

/// The tenants are domains: their administrators list what is theirs.
@QuarkusTest
@QuarkusTestResource(Backing.class)
class TenantsTest extends TenantChecks {

    private Population tenant;
    private String user;
    private String owner;
    private String stranger;

    @BeforeEach
    void twoDomains() {
        tenant = Population.make();
        user = tenant.user();
        owner = Population.token(user, "admin", "domains/" + tenant.domain(), scoped("domain", tenant.domain()));
        var other = Population.make();
        stranger = other.token("admin", "domains/" + other.domain(), scoped("domain", other.domain()));
    }

    @Override
    protected String owner() {
        return owner;
    }

    @Override
    protected String stranger() {
        return stranger;
    }

    @Override
    protected Map<String, String> ownersIds() {
        return Map.of(
                "domain_id", tenant.domain(),
                "user_id", user,
                "project_id", tenant.project(),
                "user.id", user,
                "scope.project.id", tenant.project(),
                "scope.domain.id", tenant.domain());
    }

    // Each call is an event itself; AuditResourceTest holds the domains apart.
    @Override
    protected Set<String> restless() {
        return Set.of("/v3/audit/events");
    }

    @Override
    protected Map<String, String> makeThings() {
        var inDomain = "\"name\":\"%s\",\"domain_id\":\"%s\"".formatted(name("secret"), tenant.domain());
        make("users", "user", inDomain);
        make("projects", "project", inDomain);
        make("groups", "group", inDomain);
        var role = make("roles", "role", inDomain);
        Cloud.grant(user, tenant.project(), "member");
        String credential = as(owner)
                .body("{\"credential\":{\"type\":\"cert\",\"blob\":\"secret\",\"user_id\":\"%s\"}}".formatted(user))
                .post("/v3/credentials")
                .then()
                .statusCode(201)
                .extract()
                .path("credential.id");
        return Map.of(
                "users",
                user,
                "projects",
                tenant.project(),
                "domains",
                tenant.domain(),
                "groups",
                tenant.group(),
                "roles",
                role,
                "credentials",
                credential);
    }
}
