package io.virga.identity.role;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.virga.identity.ApiLinks;
import io.virga.identity.QueryFlags;
import io.virga.identity.role.Target.OnDomain;
import io.virga.identity.role.Target.OnProject;
import io.virga.identity.role.Target.OnSystem;
import io.virga.model.CloudException.Forbidden;
import io.virga.model.CloudException.Invalid;
import io.virga.web.Access;
import io.virga.web.CurrentCaller;
import io.virga.web.Rule;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestQuery;

/// Identity v3's `/role_assignments`. Users may ask about themselves.
@Path("/v3/role_assignments")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class RoleAssignmentsResource {

    private final AssignmentService assignments;
    private final CurrentCaller caller;
    private final QueryFlags flags;
    private final ApiLinks links;

    RoleAssignmentsResource(AssignmentService assignments, CurrentCaller caller, QueryFlags flags, ApiLinks links) {
        this.assignments = assignments;
        this.caller = caller;
        this.flags = flags;
        this.links = links;
    }

    @GET
    @Rule(value = "identity:list_role_assignments", to = Access.AUTHENTICATED)
    public Map<String, Object> list(
            @RestQuery("user.id") Optional<String> userId,
            @RestQuery("group.id") Optional<String> groupId,
            @RestQuery("role.id") Optional<String> roleId,
            @RestQuery("scope.project.id") Optional<String> projectId,
            @RestQuery("scope.domain.id") Optional<String> domainId,
            @RestQuery("scope.system") Optional<String> system) {
        if (userId.isPresent() && groupId.isPresent()) {
            throw new Invalid("user.id and group.id cannot both be asked for.");
        }
        var self = userId.filter(id -> id.equals(caller.get().user().value())).isPresent();
        if (!self && !caller.get().isAdmin()) {
            throw new Forbidden(
                    "You are not authorized to perform the requested action: identity:list_role_assignments.");
        }
        var filter = new AssignmentFilter(
                userId, groupId, roleId, target(projectId, domainId, system), flags.has("effective"));
        var found = assignments.list(filter, flags.has("include_names")).stream()
                .map(one -> one.linked(links.url(one.path())));
        return links.list("role_assignments", found.toList());
    }

    private static Optional<Target> target(
            Optional<String> projectId, Optional<String> domainId, Optional<String> system) {
        var asked = projectId.stream().count()
                + domainId.stream().count()
                + system.stream().count();
        if (asked > 1) {
            throw new Invalid("Only one of scope.project.id, scope.domain.id and scope.system can be asked for.");
        }
        return projectId
                .<Target>map(OnProject::new)
                .or(() -> domainId.map(OnDomain::new))
                .or(() -> system.map(_ -> new OnSystem()));
    }
}
