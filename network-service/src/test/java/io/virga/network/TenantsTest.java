package io.virga.network;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.virga.testing.Backing;
import io.virga.testing.TenantChecks;
import io.virga.testing.TestIdentity;
import java.util.List;
import java.util.Map;
import java.util.UUID;

@QuarkusTest
@QuarkusTestResource(Backing.class)
class TenantsTest extends TenantChecks {

    private final String project = UUID.randomUUID().toString().replace("-", "");

    @Override
    protected String owner() {
        return TestIdentity.member(project);
    }

    @Override
    protected String stranger() {
        return TestIdentity.member(TestIdentity.OTHER_PROJECT);
    }

    @Override
    protected Map<String, String> ownersIds() {
        return Map.of("project_id", project, "tenant_id", project, "name", "secret-" + project);
    }

    @Override
    protected Map<String, String> makeThings() {
        var api = new Api(owner());
        var name = "secret-" + project;
        var network = api.create("networks", "name", name);
        var subnet = api.create("subnets", "name", name, "network_id", network, "ip_version", 4, "cidr", "10.9.8.0/24");
        var port = api.create("ports", "name", name, "network_id", network);
        var router = api.create("routers", "name", name);
        api.put("routers/" + router + "/add_router_interface", Map.of("subnet_id", subnet))
                .statusCode(200);
        var group = api.create("security-groups", "name", name);
        var pool = api.create("subnetpools", "name", name, "prefixes", List.of("10.7.0.0/16"));
        return Map.of(
                "networks", network,
                "subnets", subnet,
                "ports", port,
                "routers", router,
                "security-groups", group,
                "subnetpools", pool);
    }
}
