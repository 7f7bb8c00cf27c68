package io.virga.identity.catalog;

import io.virga.model.CloudException.Invalid;
import java.util.Optional;

/// Which endpoints a listing shows. `Invalid` for an interface that there is not.
record EndpointFilter(Optional<String> serviceId, Optional<String> face, Optional<String> regionId) {

    static final EndpointFilter ALL = new EndpointFilter(Optional.empty(), Optional.empty(), Optional.empty());

    EndpointFilter {
        if (face.filter(one -> !Endpoint.FACES.contains(one)).isPresent()) {
            throw new Invalid("interface: one of public, internal and admin is expected.");
        }
    }
}
