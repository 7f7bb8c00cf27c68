package io.virga.identity.oauth;

import io.virga.identity.Extra;
import io.virga.identity.Ids;
import io.virga.identity.Where;
import io.virga.identity.credential.BlobVault;
import io.virga.model.CloudException.NotFound;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;

/// Consumers come, change and go.
@ApplicationScoped
public class ConsumerService {

    private static final int SECRET_BYTES = 32;

    private final SecureRandom random = new SecureRandom();
    private final Session session;
    private final BlobVault vault;

    ConsumerService(Session session, BlobVault vault) {
        this.session = session;
        this.vault = vault;
    }

    /// A new consumer, and the secret, which is told this once.
    record Made(Consumer consumer, String secret) {}

    @Transactional
    List<Consumer> list() {
        return new Where().list(session, Consumer.class, "id");
    }

    @Transactional
    Consumer get(String id) {
        return Optional.of(id)
                .filter(Ids::plausible)
                .map(known -> session.find(Consumer.class, known))
                .orElseThrow(() -> new NotFound("consumer", id));
    }

    @Transactional
    Made create(ConsumerDraft draft) {
        var bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        var secret = HexFormat.of().formatHex(bytes);
        var consumer = new Consumer(Ids.random(), vault.seal(secret));
        draft.description().ifPresent(consumer::describe);
        consumer.extend(draft.extra());
        session.persist(consumer);
        return new Made(consumer, secret);
    }

    @Transactional
    Consumer update(String id, ConsumerDraft draft) {
        var consumer = get(id);
        if (draft.dropsDescription()) {
            consumer.describe(null);
        }
        draft.description().ifPresent(consumer::describe);
        consumer.extend(Extra.merged(consumer.extra(), draft.extra()));
        return consumer;
    }

    @Transactional
    void delete(String id) {
        session.remove(get(id));
    }
}
