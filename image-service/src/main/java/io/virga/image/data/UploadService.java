package io.virga.image.data;

import io.virga.image.ImageConfig;
import io.virga.image.data.UploadRecords.Ticket;
import io.virga.image.image.Content;
import io.virga.image.inspect.Inspection;
import io.virga.image.inspect.Verdict;
import io.virga.image.store.ImageStore;
import io.virga.model.Caller;
import io.virga.model.CloudException.Invalid;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/// Takes an image's data in: to the store as it comes, hashed on the way, inspected when it is complete, and only then
/// active. Whatever goes wrong, the image waits for data as before and the bytes are waste.
@ApplicationScoped
class UploadService {

    private final UploadRecords records;
    private final ImageStore store;
    private final ImageConfig config;
    private final Clock clock;

    UploadService(UploadRecords records, ImageStore store, ImageConfig config, Clock clock) {
        this.records = records;
        this.store = store;
        this.config = config;
        this.clock = clock;
    }

    void upload(Caller caller, String id, InputStream data) {
        var ticket = records.begin(caller, id);
        var received = new MeteredStream(data, config.upload().maxSize().asLongValue(), new Lease(ticket));
        try {
            store.write(ticket.key(), received);
            records.finish(ticket, proved(ticket, received));
        } catch (IOException e) {
            records.abandon(ticket);
            throw new Invalid("The upload broke off after %d bytes.".formatted(received.count()));
        } catch (RuntimeException e) {
            records.abandon(ticket);
            throw e;
        }
    }

    private Content proved(Ticket ticket, MeteredStream received) throws IOException {
        var bytes = new ReceivedBytes(received, store, ticket.key());
        var largest = config.upload().maxVirtualSize().asLongValue();
        return switch (Inspection.prove(bytes, ticket.declared(), largest)) {
            case Verdict.Proved(var virtualSize) ->
                new Content(received.count(), virtualSize, received.md5(), received.sha512());
            case Verdict.Refused(var reason) -> throw new Invalid(reason);
        };
    }

    /// Moves the deadline of an upload on while its bytes come.
    private final class Lease implements Runnable {
        private final Ticket ticket;
        private final Duration step = config.upload().silence().dividedBy(6);
        private Instant next = clock.instant().plus(step);

        private Lease(Ticket ticket) {
            this.ticket = ticket;
        }

        @Override
        public void run() {
            var now = clock.instant();
            if (now.isAfter(next)) {
                records.extend(ticket);
                next = now.plus(step);
            }
        }
    }
}
