package io.virga.image;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.virga.testing.AccessChecks;
import io.virga.testing.Backing;
import io.virga.web.Operation;

@QuarkusTest
@QuarkusTestResource(Backing.class)
@QuarkusTestResource(S3Server.class)
class AccessTest extends AccessChecks {

    @Override
    protected String type(Operation operation) {
        return switch (operation.method()) {
            case "PATCH" -> ImageCalls.PATCH;
            case "PUT" -> takesData(operation) ? "application/octet-stream" : super.type(operation);
            default -> super.type(operation);
        };
    }

    private static boolean takesData(Operation operation) {
        return operation.path().matches(".*/(file|stage|parts/\\{number})");
    }
}
