package io.virga.image;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.virga.testing.Backing;
import io.virga.testing.TenantChecks;
import io.virga.testing.TestIdentity;
import java.util.Map;

@QuarkusTest
@QuarkusTestResource(Backing.class)
@QuarkusTestResource(S3Server.class)
class TenantsTest extends TenantChecks {

    private final String project = ImageCalls.newProject();

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
        return Map.of("owner", project, "project_id", project, "visibility", "private", "name", "secret-" + project);
    }

    @Override
    protected Map<String, String> makeThings() {
        var image = "";
        for (var visibility : new String[] {"private", "shared"}) {
            image = ImageCalls.create(owner(), """
                    {"name": "secret-%s", "container_format": "bare", "disk_format": "raw", "visibility": "%s"}""".formatted(project, visibility));
        }
        return Map.of("images", image);
    }
}
