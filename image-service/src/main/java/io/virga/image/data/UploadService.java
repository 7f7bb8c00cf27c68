package io.virga.image.data;

import io.virga.image.ImageConfig;
import io.virga.image.data.UploadRecords.Ticket;
import io.virga.image.store.Stores;
import io.virga.model.Caller;
import io.virga.model.CloudException.Unavailable;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.InputStream;
import java.time.Clock;
import java.util.Optional;

/// Takes an image's data in: to the store as it comes, hashed on the way, inspected when it is complete, and only then
/// active. Whatever goes wrong, the image waits for data as before and the bytes are waste.
@ApplicationScoped
class UploadService {

    private final UploadRecords records;
    private final Intake intake;
    private final Stores stores;
    private final ImageConfig config;
    private final Clock clock;

    UploadService(UploadRecords records, Intake intake, Stores stores, ImageConfig config, Clock clock) {
        this.records = records;
        this.intake = intake;
        this.stores = stores;
        this.config = config;
        this.clock = clock;
    }

    /// To the default store when `store` is empty; `announced` is how many bytes will come, if the client says so.
    void upload(Caller caller, String id, Optional<String> store, Optional<Long> announced, InputStream data) {
        var ticket = records.begin(caller, id, stores.toWrite(store), announced);
        var declared = ticket.declared().orElseThrow();
        receive(
                ticket,
                announced,
                () -> records.finish(
                        ticket, intake.take(data, ticket.room(), ticket.place(), declared, lease(ticket))));
    }

    /// The data waits for its import.
    void stage(Caller caller, String id, Optional<String> store, Optional<Long> announced, InputStream data) {
        var ticket = records.beginStaging(caller, id, stores.toWrite(store), announced);
        receive(
                ticket,
                announced,
                () -> records.finishStaging(ticket, intake.stage(data, ticket.room(), ticket.place(), lease(ticket))));
    }

    private void receive(Ticket ticket, Optional<Long> announced, Runnable way) {
        try {
            way.run();
        } catch (RuntimeException e) {
            records.abandon(ticket);
            if (e instanceof Unavailable) {
                announced.ifPresent(size -> records.breakOff(ticket, size));
            }
            throw e;
        }
    }

    private Lease lease(Ticket ticket) {
        return new Lease(clock, config.upload().silence(), () -> records.extend(ticket));
    }
}
