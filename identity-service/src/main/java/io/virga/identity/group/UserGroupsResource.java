package io.virga.identity.group;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.virga.identity.ApiLinks;
import io.virga.identity.ListQuery;
import io.virga.web.Access;
import io.virga.web.Rule;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;

/// Identity v3's `/users/{id}/groups`: where a user is a member.
@Path("/v3/users/{user}/groups")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class UserGroupsResource {

    private final GroupService groups;
    private final ListQuery query;
    private final ApiLinks links;

    UserGroupsResource(GroupService groups, ListQuery query, ApiLinks links) {
        this.groups = groups;
        this.query = query;
        this.links = links;
    }

    @GET
    @Rule(
            value = "identity:list_groups_for_user",
            to = {Access.SYSTEM_READER, Access.DOMAIN_READER, Access.SELF})
    public Map<String, Object> list(String user) {
        var found = groups.ofUser(user, query.texts("name")).stream().map(group -> GroupView.of(group, links));
        return links.list("groups", found.toList());
    }
}
