package io.virga.cli.identity;

import com.fasterxml.jackson.databind.JsonNode;
import io.virga.cli.auth.Service;
import io.virga.cli.output.Cell;
import io.virga.cli.output.Details;
import io.virga.cli.resource.Kind;
import java.util.stream.Collectors;

/// The kinds of things that the identity service keeps about people and where they work.
public final class Kinds {

    public static final Kind DOMAIN = identity("/domains", "domain", "domains");
    public static final Kind PROJECT = identity("/projects", "project", "projects");
    public static final Kind USER = identity("/users", "user", "users");
    public static final Kind GROUP = identity("/groups", "group", "groups");
    public static final Kind ROLE = identity("/roles", "role", "roles");
    public static final Kind SERVICE =
            identity("/services", "service", "services").knownBy("name", "type");
    public static final Kind REGION = identity("/regions", "region", "regions")
            .knownBy()
            .shownAs(region ->
                    Details.plain(region).renamed("id", "region").renamed("parent_region_id", "parent_region"));

    private Kinds() {}

    public static Kind identity(String path, String singular, String plural) {
        return Kind.of(Service.IDENTITY, path, singular, plural).shownAs(Details::plain);
    }

    /// The names of roles, as application credentials and trusts are shown.
    public static Cell roleNames(JsonNode roles) {
        return Cell.text(roles.valueStream()
                .map(role -> role.path("name").asText(role.path("id").asText()))
                .collect(Collectors.joining(" ")));
    }
}
