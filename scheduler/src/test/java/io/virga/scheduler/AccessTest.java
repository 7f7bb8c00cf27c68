package io.virga.scheduler;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.virga.testing.AccessChecks;
import io.virga.testing.Backing;

@QuarkusTest
@QuarkusTestResource(Backing.class)
class AccessTest extends AccessChecks {

    @Override
    protected String version() {
        return "placement latest";
    }
}
