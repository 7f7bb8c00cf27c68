package io.virga.compute;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.virga.testing.AccessChecks;
import io.virga.testing.Backing;
import io.virga.web.Operation;

@QuarkusTest
@QuarkusTestResource(Backing.class)
@QuarkusTestResource(TestPeers.class)
class AccessTest extends AccessChecks {

    /// The old proxies are gone from 2.36 on.
    @Override
    protected String version(Operation operation) {
        return operation.path().startsWith("/v2.1/os-security-group") ? "compute 2.35" : "compute latest";
    }
}
