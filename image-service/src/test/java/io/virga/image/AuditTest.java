package io.virga.image;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.virga.testing.AuditedCalls;
import io.virga.testing.Backing;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Backing.class)
@QuarkusTestResource(S3Server.class)
class AuditTest {

    @Test
    void everyCallIsRecorded() throws Exception {
        AuditedCalls.areRecorded("image", "/v2/images");
    }
}
