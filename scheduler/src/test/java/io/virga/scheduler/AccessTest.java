package io.virga.scheduler;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.virga.testing.AccessChecks;
import io.virga.testing.Backing;
import io.virga.web.Operation;

@QuarkusTest
@QuarkusTestResource(Backing.class)
class AccessTest extends AccessChecks {

    @Override
    protected String version(Operation operation) {
        return "placement latest";
    }
}
