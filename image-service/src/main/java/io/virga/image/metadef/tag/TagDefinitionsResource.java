package io.virga.image.metadef.tag;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.virga.image.metadef.listing.Listing;
import io.virga.image.metadef.naming.Names;
import io.virga.image.web.SmallBody;
import io.virga.web.Access;
import io.virga.web.Booleans;
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
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.Optional;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestHeader;

/// The image API's `/metadefs/namespaces/{namespace}/tags`.
@Path("/v2/metadefs/namespaces/{namespace}/tags")
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class TagDefinitionsResource {

    private final TagDefinitionService service;
    private final CurrentCaller caller;

    TagDefinitionsResource(TagDefinitionService service, CurrentCaller caller) {
        this.service = service;
        this.caller = caller;
    }

    @POST
    @ResponseStatus(201)
    @Rule(value = "add_metadef_tags", to = Access.ADMIN)
    public TagView.Several createAll(
            String namespace, @RestHeader("X-Openstack-Append") Optional<String> append, InputStream body) {
        var names = TagDraft.parseWhole(Fields.parse(SmallBody.text(body)));
        var tags = append.map(Booleans::parse).orElse(false)
                ? service.append(caller.get(), namespace, names)
                : service.replaceAll(caller.get(), namespace, names);
        return new TagView.Several(TagView.all(tags));
    }

    @GET
    @Rule(
            value = "get_metadef_tags",
            to = {Access.PROJECT_READER, Access.SYSTEM_READER})
    public TagView.PageView list(String namespace, UriInfo uri) {
        var listing = Listing.parse(uri.getQueryParameters(), "name", TagDraft.MOST, TagDraft.MOST);
        return TagView.page(namespace, service.list(caller.get(), namespace, listing), listing);
    }

    @DELETE
    @ResponseStatus(204)
    @Rule(value = "delete_metadef_tags", to = Access.ADMIN)
    public void deleteAll(String namespace) {
        service.deleteAll(caller.get(), namespace);
    }

    @POST
    @Path("{name}")
    @ResponseStatus(201)
    @Rule(value = "add_metadef_tag", to = Access.ADMIN)
    public TagView create(String namespace, String name) {
        return TagView.of(service.create(caller.get(), namespace, Names.chosen(name)));
    }

    @GET
    @Path("{name}")
    @Rule(
            value = "get_metadef_tag",
            to = {Access.PROJECT_READER, Access.SYSTEM_READER})
    public TagView show(String namespace, String name) {
        return TagView.of(service.show(caller.get(), namespace, name));
    }

    @PUT
    @Path("{name}")
    @Rule(value = "modify_metadef_tag", to = Access.ADMIN)
    public TagView rename(String namespace, String name, InputStream body) {
        var newName = TagDraft.parse(Fields.parse(SmallBody.text(body)));
        return TagView.of(service.rename(caller.get(), namespace, name, newName));
    }

    @DELETE
    @Path("{name}")
    @ResponseStatus(204)
    @Rule(value = "delete_metadef_tag", to = Access.ADMIN)
    public void delete(String namespace, String name) {
        service.delete(caller.get(), namespace, name);
    }
}
