package io.virga.image;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.virga.image.certificate.Signers;
import io.virga.image.metadef.MetadefCalls;
import io.virga.image.signature.SignedImages;
import io.virga.testing.Backing;
import io.virga.testing.TenantChecks;
import io.virga.testing.TestIdentity;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.io.TempDir;

@QuarkusTest
@QuarkusTestResource(Backing.class)
@QuarkusTestResource(S3Server.class)
class TenantsTest extends TenantChecks {

    @TempDir
    Path folder;

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
        var namespace = "Secret::" + project + UUID.randomUUID();
        MetadefCalls.post(ImageCalls.admin(), MetadefCalls.NAMESPACES, """
                {"namespace": "%1$s", "owner": "%2$s", "objects": [{"name": "%1$s"}], "tags": [{"name": "%1$s"}],
                 "properties": {"%1$s": {"title": "secret", "type": "string"}},
                 "resource_type_associations": [{"name": "OS::Glance::Image"}]}""".formatted(namespace, project))
                .statusCode(201);
        var certificate = SignedImages.kept(
                SignedImages.manager(project), Signers.rsa(folder).certificate());
        return Map.of(
                "certificates", certificate,
                "images", image,
                "namespaces", namespace,
                "objects", namespace,
                "properties", namespace,
                "tags", namespace);
    }
}
