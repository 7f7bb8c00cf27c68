package io.virga.identity.policy;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.virga.identity.ApiLinks;
import io.virga.identity.catalog.EndpointView;
import io.virga.web.Access;
import io.virga.web.Rule;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;

/// `/v3/policies/{id}/OS-ENDPOINT-POLICY`: what a policy is for.
@Path("/v3/policies/{id}/OS-ENDPOINT-POLICY")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class PolicyAssociationsResource {

    private final PolicyAssociationService associations;
    private final ApiLinks links;

    PolicyAssociationsResource(PolicyAssociationService associations, ApiLinks links) {
        this.associations = associations;
        this.links = links;
    }

    @GET
    @Path("endpoints")
    @Rule(value = "identity:list_endpoints_for_policy", to = Access.SYSTEM_READER)
    public Map<String, Object> endpoints(String id) {
        return links.list("endpoints", EndpointView.of(associations.endpoints(id), links));
    }

    @PUT
    @Path("endpoints/{endpoint}")
    @Rule(value = "identity:create_policy_association_for_endpoint", to = Access.ADMIN)
    public void putEndpoint(String id, String endpoint) {
        associations.put(id, PolicyAssociation.ofEndpoint(endpoint));
    }

    @GET
    @Path("endpoints/{endpoint}")
    @Rule(value = "identity:check_policy_association_for_endpoint", to = Access.SYSTEM_READER)
    public void checkEndpoint(String id, String endpoint) {
        associations.require(id, PolicyAssociation.ofEndpoint(endpoint));
    }

    @DELETE
    @Path("endpoints/{endpoint}")
    @Rule(value = "identity:delete_policy_association_for_endpoint", to = Access.ADMIN)
    public void removeEndpoint(String id, String endpoint) {
        associations.remove(id, PolicyAssociation.ofEndpoint(endpoint));
    }

    @PUT
    @Path("services/{service}")
    @Rule(value = "identity:create_policy_association_for_service", to = Access.ADMIN)
    public void putService(String id, String service) {
        associations.put(id, PolicyAssociation.ofService(service));
    }

    @GET
    @Path("services/{service}")
    @Rule(value = "identity:check_policy_association_for_service", to = Access.SYSTEM_READER)
    public void checkService(String id, String service) {
        associations.require(id, PolicyAssociation.ofService(service));
    }

    @DELETE
    @Path("services/{service}")
    @Rule(value = "identity:delete_policy_association_for_service", to = Access.ADMIN)
    public void removeService(String id, String service) {
        associations.remove(id, PolicyAssociation.ofService(service));
    }

    @PUT
    @Path("services/{service}/regions/{region}")
    @Rule(value = "identity:create_policy_association_for_region_and_service", to = Access.ADMIN)
    public void putRegion(String id, String service, String region) {
        associations.put(id, PolicyAssociation.inRegion(service, region));
    }

    @GET
    @Path("services/{service}/regions/{region}")
    @Rule(value = "identity:check_policy_association_for_region_and_service", to = Access.SYSTEM_READER)
    public void checkRegion(String id, String service, String region) {
        associations.require(id, PolicyAssociation.inRegion(service, region));
    }

    @DELETE
    @Path("services/{service}/regions/{region}")
    @Rule(value = "identity:delete_policy_association_for_region_and_service", to = Access.ADMIN)
    public void removeRegion(String id, String service, String region) {
        associations.remove(id, PolicyAssociation.inRegion(service, region));
    }
}
