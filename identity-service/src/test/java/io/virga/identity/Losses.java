package io.virga.identity;

import static io.virga.identity.Cloud.asAdmin;
import static io.virga.identity.Cloud.role;

import io.virga.identity.Cloud.Tenant;
import java.util.List;
import java.util.function.Consumer;

/// The ways in which a tenant's user loses what they may do in the tenant's project.
public final class Losses {

    private Losses() {}

    public static List<Consumer<Tenant>> all() {
        return List.of(
                tenant -> asAdmin()
                        .delete(
                                "/v3/projects/{p}/users/{u}/roles/{r}",
                                tenant.projectId(),
                                tenant.userId(),
                                role("member"))
                        .then()
                        .statusCode(204),
                tenant -> asAdmin()
                        .body("{\"user\":{\"enabled\":false}}")
                        .patch("/v3/users/{u}", tenant.userId())
                        .then()
                        .statusCode(200),
                tenant -> asAdmin()
                        .body("{\"project\":{\"enabled\":false}}")
                        .patch("/v3/projects/{p}", tenant.projectId())
                        .then()
                        .statusCode(200),
                tenant -> asAdmin()
                        .delete("/v3/users/{u}", tenant.userId())
                        .then()
                        .statusCode(204),
                tenant -> asAdmin()
                        .delete("/v3/projects/{p}", tenant.projectId())
                        .then()
                        .statusCode(204));
    }
}
