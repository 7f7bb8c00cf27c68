package io.virga.compute;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.virga.testing.Backing;
import io.virga.testing.TenantChecks;
import io.virga.testing.TestIdentity;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

@QuarkusTest
@QuarkusTestResource(Backing.class)
@QuarkusTestResource(TestPeers.class)
class TenantsTest extends TenantChecks {

    @Inject
    TestCloud cloud;

    private final String project = TestCloud.newProject();
    private final String user = UUID.randomUUID().toString().replace("-", "");

    @Override
    protected String owner() {
        return TestIdentity.sign(TestIdentity.claims(user, project, List.of("member", "reader"), Instant.now()));
    }

    @Override
    protected String stranger() {
        return TestIdentity.member(TestIdentity.OTHER_PROJECT);
    }

    @Override
    protected Map<String, String> ownersIds() {
        return Map.of("project_id", project, "tenant_id", project, "user_id", user, "name", "web");
    }

    @Override
    protected String version() {
        return "compute latest";
    }

    @Override
    protected Map<String, String> makeThings() {
        cloud.reset();
        var server = cloud.boot(owner());
        TestCloud.post(owner(), "/v2.1/os-keypairs", "{\"keypair\": {\"name\": \"secret\"}}")
                .statusCode(200);
        return Map.of("servers", server, "os-keypairs", "secret");
    }
}
