package io.virga.scheduler;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.virga.contract.scheduler.Resources;
import io.virga.contract.scheduler.SchedulerRequest.PlaceInstance;
import io.virga.model.InstanceId;
import io.virga.model.ProjectId;
import io.virga.scheduler.claim.ClaimService;
import io.virga.scheduler.host.HostService;
import io.virga.testing.Backing;
import io.virga.testing.TenantChecks;
import io.virga.testing.TestIdentity;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

@QuarkusTest
@QuarkusTestResource(Backing.class)
class TenantsTest extends TenantChecks {

    @Inject
    HostService hosts;

    @Inject
    ClaimService claims;

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
        return Map.of("project_id", project);
    }

    // The owner looks at the project's usage, which needs its id.
    @Override
    protected Map<String, String> ownersFilter() {
        return Map.of("project_id", project);
    }

    @Override
    protected String version() {
        return "placement 1.39";
    }

    @Override
    protected Map<String, String> makeThings() {
        var name = SomeHosts.name("tenants");
        hosts.heard(SomeHosts.report(name, Instant.now(), 1));
        claims.place(new PlaceInstance(
                InstanceId.random(), 3, new ProjectId(project), new Resources(2, 1024, 0), null, name, Set.of()));
        return Map.of(); // a project's users see its usage, and no thing by itself
    }
}
