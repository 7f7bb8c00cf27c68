package io.virga.compute;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.virga.testing.AccessChecks;
import io.virga.testing.Backing;

@QuarkusTest
@QuarkusTestResource(Backing.class)
@QuarkusTestResource(TestPeers.class)
class AccessTest extends AccessChecks {

    @Override
    protected String version() {
        return "compute latest";
    }
}
