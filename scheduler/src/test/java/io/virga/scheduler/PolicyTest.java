package io.virga.scheduler;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.virga.testing.Backing;
import io.virga.testing.PolicyChecks;

@QuarkusTest
@QuarkusTestResource(Backing.class)
class PolicyTest extends PolicyChecks {}
