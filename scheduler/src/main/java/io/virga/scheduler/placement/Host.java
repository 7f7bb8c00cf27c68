package io.virga.scheduler.placement;

import io.virga.model.HostName;

/// A host as a decision sees it.
///
/// `capacity` is what may be claimed in all, with reservations and overcommitment already reckoned in;
/// `claimed` is what is. `alive` says that its agent has been heard lately, `enabled` that the operator wants
/// new instances on it.
public record Host(
        HostName name, String availabilityZone, boolean alive, boolean enabled, Amounts capacity, Amounts claimed) {

    long free(Resource resource) {
        return capacity.of(resource) - claimed.of(resource);
    }
}
