package io.virga.identity.policy;

import io.virga.identity.catalog.Catalog;
import io.virga.identity.catalog.Endpoint;
import io.virga.identity.catalog.Region;
import io.virga.model.CloudException.NotFound;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;

/// Says which policy is for which endpoint (OS-ENDPOINT-POLICY). The closest one counts: the endpoint's own, then its
/// service's in its region or the nearest one above, then its service's.
@ApplicationScoped
public class PolicyAssociationService {

    private final PolicyAssociations associations;
    private final PolicyService policies;
    private final Catalog catalog;

    PolicyAssociationService(PolicyAssociations associations, PolicyService policies, Catalog catalog) {
        this.associations = associations;
        this.policies = policies;
        this.catalog = catalog;
    }

    @Transactional
    void put(String policyId, PolicyAssociation what) {
        check(policyId, what);
        associations.put(policyId, what);
    }

    /// Throws `NotFound` when the policy is not for it.
    @Transactional
    void require(String policyId, PolicyAssociation what) {
        check(policyId, what);
        if (associations.policyOf(what).filter(policyId::equals).isEmpty()) {
            throw new NotFound("policy association", policyId);
        }
    }

    @Transactional
    void remove(String policyId, PolicyAssociation what) {
        check(policyId, what);
        associations.remove(policyId, what);
    }

    @Transactional
    List<Endpoint> endpoints(String policyId) {
        return catalog.endpoints(associations.endpoints(policies.get(policyId).id()));
    }

    @Transactional
    Policy policyOf(String endpointId) {
        var endpoint = catalog.endpoint(endpointId);
        return associations
                .policyOf(PolicyAssociation.ofEndpoint(endpointId))
                .or(() -> inRegions(endpoint))
                .or(() -> associations.policyOf(PolicyAssociation.ofService(endpoint.serviceId())))
                .map(policies::get)
                .orElseThrow(() -> new NotFound("policy associated with endpoint", endpointId));
    }

    private Optional<String> inRegions(Endpoint endpoint) {
        var region = Optional.ofNullable(endpoint.regionId());
        while (region.isPresent()) {
            var found = associations.policyOf(PolicyAssociation.inRegion(endpoint.serviceId(), region.get()));
            if (found.isPresent()) {
                return found;
            }
            region = region.map(catalog::region).flatMap(Region::parentId);
        }
        return Optional.empty();
    }

    private void check(String policyId, PolicyAssociation what) {
        policies.get(policyId);
        Optional.ofNullable(what.endpointId()).ifPresent(catalog::endpoint);
        Optional.ofNullable(what.serviceId()).ifPresent(catalog::service);
        Optional.ofNullable(what.regionId()).ifPresent(catalog::region);
    }
}
