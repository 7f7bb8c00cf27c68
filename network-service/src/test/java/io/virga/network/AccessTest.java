package io.virga.network;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.virga.testing.AccessChecks;
import io.virga.testing.Backing;

@QuarkusTest
@QuarkusTestResource(Backing.class)
class AccessTest extends AccessChecks {}
