package io.virga.image;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.virga.testing.Backing;
import io.virga.testing.PolicyChecks;

@QuarkusTest
@QuarkusTestResource(Backing.class)
@QuarkusTestResource(S3Server.class)
class PolicyTest extends PolicyChecks {}
