package io.virga.image.data;

import io.virga.image.ImageConfig;
import io.virga.image.data.UploadRecords.Ticket;
import io.virga.model.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.InputStream;
import java.time.Clock;

/// Takes an image's data in: to the store as it comes, hashed on the way, inspected when it is complete, and only then
/// active. Whatever goes wrong, the image waits for data as before and the bytes are waste.
@ApplicationScoped
class UploadService {

    private final UploadRecords records;
    private final Intake intake;
    private final ImageConfig config;
    private final Clock clock;

    UploadService(UploadRecords records, Intake intake, ImageConfig config, Clock clock) {
        this.records = records;
        this.intake = intake;
        this.config = config;
        this.clock = clock;
    }

    void upload(Caller caller, String id, InputStream data) {
        var ticket = records.begin(caller, id);
        var declared = ticket.declared().orElseThrow();
        receive(
                ticket,
                () -> records.finish(ticket, intake.take(data, ticket.room(), ticket.key(), declared, lease(ticket))));
    }

    /// The data waits for its import.
    void stage(Caller caller, String id, InputStream data) {
        var ticket = records.beginStaging(caller, id);
        receive(
                ticket,
                () -> records.finishStaging(ticket, intake.stage(data, ticket.room(), ticket.key(), lease(ticket))));
    }

    private void receive(Ticket ticket, Runnable way) {
        try {
            way.run();
        } catch (RuntimeException e) {
            records.abandon(ticket);
            throw e;
        }
    }

    private Lease lease(Ticket ticket) {
        return new Lease(clock, config.upload().silence(), () -> records.extend(ticket));
    }
}
