package io.virga.identity.policy;

/// What a policy is for: an endpoint, a service, or a service in a region and those below it. The other ids are null.
record PolicyAssociation(String endpointId, String serviceId, String regionId) {

    static PolicyAssociation ofEndpoint(String id) {
        return new PolicyAssociation(id, null, null);
    }

    static PolicyAssociation ofService(String id) {
        return new PolicyAssociation(null, id, null);
    }

    static PolicyAssociation inRegion(String serviceId, String regionId) {
        return new PolicyAssociation(null, serviceId, regionId);
    }
}
