package io.virga.scheduler.request;

import io.quarkus.runtime.StartupEvent;
import io.virga.contract.Addresses;
import io.virga.contract.scheduler.SchedulerRequest;
import io.virga.contract.scheduler.SchedulerRequest.PlaceInstance;
import io.virga.contract.scheduler.SchedulerRequest.ReleaseClaim;
import io.virga.contract.scheduler.SchedulerRequest.SetHostEnabled;
import io.virga.contract.scheduler.SchedulerRequest.SetHostZone;
import io.virga.messaging.Delivery;
import io.virga.messaging.Mailboxes;
import io.virga.scheduler.SchedulerConfig;
import io.virga.scheduler.claim.ClaimService;
import io.virga.scheduler.host.HostService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/// Takes compute's requests from the queue that all schedulers share.
@ApplicationScoped
public class PlacementRequests {

    private final Mailboxes mailboxes;
    private final ClaimService claims;
    private final HostService hosts;
    private final SchedulerConfig config;

    PlacementRequests(Mailboxes mailboxes, ClaimService claims, HostService hosts, SchedulerConfig config) {
        this.mailboxes = mailboxes;
        this.claims = claims;
        this.hosts = hosts;
        this.config = config;
    }

    void onStart(@Observes StartupEvent event) {
        mailboxes.queue(Addresses.SCHEDULER_REQUESTS, config.readers(), SchedulerRequest.class, this::receive);
    }

    private void receive(Delivery<SchedulerRequest> delivery) {
        switch (delivery.message()) {
            case PlaceInstance place -> claims.place(place);
            case ReleaseClaim release -> claims.release(release);
            case SetHostEnabled(var host, var enabled) -> hosts.setEnabled(host, enabled);
            case SetHostZone(var host, var zone) -> hosts.setZone(host, zone);
        }
    }
}
