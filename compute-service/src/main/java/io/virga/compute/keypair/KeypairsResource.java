package io.virga.compute.keypair;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.virga.compute.ComputeConfig;
import io.virga.compute.api.Paging;
import io.virga.compute.api.Times;
import io.virga.model.CloudException.Invalid;
import io.virga.web.Access;
import io.virga.web.CurrentCaller;
import io.virga.web.CurrentRule;
import io.virga.web.Fields;
import io.virga.web.Rule;
import io.virga.web.Target;
import io.virga.web.version.CurrentMicroversion;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// The compute API's `/os-keypairs`. From 2.2 on pairs have a type and other status codes, from 2.10 on admins may act
/// for another user, from 2.35 on lists come in pages.
@Path("/v2.1/os-keypairs")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class KeypairsResource {

    private static final Pattern LEGAL_NAME = Pattern.compile("[A-Za-z0-9_ -]*[A-Za-z0-9_-][A-Za-z0-9_ -]*");

    private final KeypairService service;
    private final ComputeConfig config;
    private final CurrentCaller caller;
    private final CurrentRule rule;
    private final CurrentMicroversion microversion;

    KeypairsResource(
            KeypairService service,
            ComputeConfig config,
            CurrentCaller caller,
            CurrentRule rule,
            CurrentMicroversion microversion) {
        this.service = service;
        this.config = config;
        this.caller = caller;
        this.rule = rule;
        this.microversion = microversion;
    }

    @GET
    @Rule(
            value = "os_compute_api:os-keypairs:index",
            to = {Access.SELF, Access.SYSTEM_READER})
    public Map<String, Object> list(@QueryParam("user_id") String user, @Context UriInfo uri) {
        var owner = owner(Optional.ofNullable(user));
        if (!microversion.atLeast(2, 35)) {
            return Map.of("keypairs", summaries(service.list(owner)));
        }
        var paging = Paging.of(uri.getQueryParameters(), config.maxPageSize());
        var found = service.page(owner, paging.marker(), paging.limit() + 1);
        var shown = paging.of(found);
        var answer = new LinkedHashMap<String, Object>();
        answer.put("keypairs", summaries(shown));
        if (paging.goesOn(found)) {
            answer.put("keypairs_links", paging.next(uri, shown.getLast().name()));
        }
        return answer;
    }

    private List<Map<String, Map<String, Object>>> summaries(List<Keypair> keypairs) {
        return keypairs.stream()
                .map(keypair -> Map.of("keypair", summary(keypair)))
                .toList();
    }

    @GET
    @Path("{name}")
    @Rule(
            value = "os_compute_api:os-keypairs:show",
            to = {Access.SELF, Access.SYSTEM_READER})
    public Map<String, Object> show(@PathParam("name") String name, @QueryParam("user_id") String user) {
        var keypair = service.get(owner(Optional.ofNullable(user)), name);
        var view = summary(keypair);
        view.put("user_id", keypair.userId());
        view.put("id", keypair.number());
        view.put("created_at", Times.micros(keypair.createdAt()));
        view.put("deleted", false);
        view.put("deleted_at", null);
        view.put("updated_at", null);
        return Map.of("keypair", view);
    }

    @POST
    @Rule(value = "os_compute_api:os-keypairs:create", to = Access.SELF)
    public Response create(String body) {
        var top = Fields.parse(body);
        var asked = top.object("keypair");
        top.refuseOthers();
        var name = asked.text("name", 1, 255);
        if (!LEGAL_NAME.matcher(name).matches()) {
            throw new Invalid("Keypair data is invalid: Keypair name contains unsafe characters");
        }
        var publicKey = asked.optionalText("public_key", 1, 16_384);
        checkType(asked);
        var user = owner(microversion.atLeast(2, 10) ? asked.optionalText("user_id", 1, 64) : Optional.empty());
        asked.refuseOthers();
        var generated = publicKey.isEmpty() ? Optional.of(GeneratedKey.rsa()) : Optional.<GeneratedKey>empty();
        var key = generated.map(GeneratedKey::publicKey).orElseGet(() -> SshPublicKey.parse(publicKey.orElseThrow()));
        var keypair = service.create(user, caller.get().projectScope(), name, key);
        var view = summary(keypair);
        view.put("user_id", keypair.userId());
        generated.ifPresent(pair -> view.put("private_key", pair.privateKey()));
        return Response.status(microversion.atLeast(2, 2) ? 201 : 200)
                .entity(Map.of("keypair", view))
                .build();
    }

    private void checkType(Fields asked) {
        if (microversion.atLeast(2, 2)) {
            asked.optionalText("type", 1, 16)
                    .filter(type -> !type.equals("ssh"))
                    .ifPresent(type -> {
                        throw new Invalid("Invalid input for field keypair.type: only 'ssh' keys are supported.");
                    });
        }
    }

    @DELETE
    @Path("{name}")
    @Rule(value = "os_compute_api:os-keypairs:delete", to = Access.SELF)
    public Response delete(@PathParam("name") String name, @QueryParam("user_id") String user) {
        service.delete(owner(Optional.ofNullable(user)), name);
        return Response.status(microversion.atLeast(2, 2) ? 204 : 202).build();
    }

    private String owner(Optional<String> asked) {
        var self = caller.get().user().value();
        var user = microversion.atLeast(2, 10) ? asked.orElse(self) : self;
        rule.require(Target.user(user));
        return user;
    }

    private Map<String, Object> summary(Keypair keypair) {
        var view = new LinkedHashMap<String, Object>();
        view.put("name", keypair.name());
        view.put("public_key", keypair.publicKey());
        view.put("fingerprint", keypair.fingerprint());
        if (microversion.atLeast(2, 2)) {
            view.put("type", keypair.type());
        }
        return view;
    }
}
