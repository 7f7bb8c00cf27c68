package io.virga.identity.assignment;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.virga.identity.ApiLinks;
import io.virga.identity.QueryFlags;
import io.virga.identity.role.Target;
import io.virga.identity.role.Target.OnDomain;
import io.virga.identity.role.Target.OnProject;
import io.virga.identity.role.Target.OnSystem;
import io.virga.model.CloudException.Invalid;
import io.virga.web.Access;
import io.virga.web.Rule;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.RestQuery;

/// Identity v3's `/role_assignments`. Users may ask about themselves.
@Path("/v3/role_assignments")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class RoleAssignmentsResource {

    private final AssignmentService assignments;
    private final QueryFlags flags;
    private final ApiLinks links;

    RoleAssignmentsResource(AssignmentService assignments, QueryFlags flags, ApiLinks links) {
        this.assignments = assignments;
        this.flags = flags;
        this.links = links;
    }

    @GET
    @Rule(
            value = "identity:list_role_assignments",
            to = {Access.ADMIN, Access.SYSTEM_READER, Access.DOMAIN_READER, Access.SELF})
    public Map<String, Object> list(
            @RestQuery("user.id") Optional<String> userId,
            @RestQuery("group.id") Optional<String> groupId,
            @RestQuery("role.id") Optional<String> roleId,
            @RestQuery("scope.project.id") Optional<String> projectId,
            @RestQuery("scope.domain.id") Optional<String> domainId,
            @RestQuery("scope.system") Optional<String> system,
            @RestQuery("scope.OS-INHERIT:inherited_to") Optional<String> inheritedTo) {
        var filter = new AssignmentFilter(
                given(userId),
                given(groupId),
                given(roleId),
                target(given(projectId), given(domainId), given(system)),
                flags.has("include_subtree"),
                inheritedTo.map("projects"::equals),
                flags.has("effective"));
        var base = links.url("");
        var found =
                assignments.list(filter, flags.has("include_names")).stream().map(one -> AssignmentView.of(one, base));
        return links.list("role_assignments", found.toList());
    }

    private static Optional<Target> target(
            Optional<String> projectId, Optional<String> domainId, Optional<String> system) {
        if (projectId.isPresent() && domainId.isPresent()) {
            throw new Invalid("Specify a domain or project, not both");
        }
        if (system.isPresent() && (projectId.isPresent() || domainId.isPresent())) {
            throw new Invalid("Specify system or %s, not both".formatted(projectId.isPresent() ? "project" : "domain"));
        }
        return Stream.of(
                        projectId.<Target>map(OnProject::new),
                        domainId.<Target>map(OnDomain::new),
                        system.<Target>map(_ -> new OnSystem()))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> given(Optional<String> value) {
        return value.filter(text -> !text.isEmpty());
    }
}
