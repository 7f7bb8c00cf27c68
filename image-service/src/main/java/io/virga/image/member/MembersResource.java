package io.virga.image.member;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.virga.image.web.SmallBody;
import io.virga.model.CloudException.NotFound;
import io.virga.web.Access;
import io.virga.web.CurrentCaller;
import io.virga.web.Fields;
import io.virga.web.Rule;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import org.jboss.resteasy.reactive.ResponseStatus;

/// The image API's `/images/{id}/members`.
@Path("/v2/images/{id}/members")
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class MembersResource {

    private static final int LONGEST = 64;

    private final MemberService service;
    private final CurrentCaller caller;

    MembersResource(MemberService service, CurrentCaller caller) {
        this.service = service;
        this.caller = caller;
    }

    @POST
    @Rule(value = "add_member", to = Access.PROJECT_MEMBER)
    public MemberView add(String id, InputStream body) {
        var fields = Fields.parse(SmallBody.text(body));
        var member = fields.text("member", 1, LONGEST);
        fields.refuseOthers();
        return MemberView.of(service.add(caller.get(), id, member));
    }

    @GET
    @Rule(
            value = "get_members",
            to = {Access.PROJECT_READER, Access.SYSTEM_READER})
    public MemberView.Page list(String id) {
        return MemberView.page(service.list(caller.get(), id));
    }

    @GET
    @Path("{member}")
    @Rule(
            value = "get_member",
            to = {Access.PROJECT_READER, Access.SYSTEM_READER})
    public MemberView show(String id, String member) {
        return MemberView.of(service.show(caller.get(), id, known(member)));
    }

    @PUT
    @Path("{member}")
    @Rule(value = "modify_member", to = Access.PROJECT_MEMBER)
    public MemberView answer(String id, String member, InputStream body) {
        var fields = Fields.parse(SmallBody.text(body));
        var status = MemberStatus.of(fields.text("status", 1, LONGEST));
        return MemberView.of(service.answer(caller.get(), id, known(member), status));
    }

    @DELETE
    @Path("{member}")
    @ResponseStatus(204)
    @Rule(value = "delete_member", to = Access.PROJECT_MEMBER)
    public void remove(String id, String member) {
        service.remove(caller.get(), id, known(member));
    }

    // What cannot be a project's id is no member, and no database takes U+0000.
    private static String known(String member) {
        if (member.isEmpty() || member.length() > LONGEST || member.indexOf('\0') >= 0) {
            throw new NotFound("Member", member);
        }
        return member;
    }
}
