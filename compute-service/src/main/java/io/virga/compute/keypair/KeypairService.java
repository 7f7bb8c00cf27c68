package io.virga.compute.keypair;

import io.virga.compute.ComputeConfig;
import io.virga.model.CloudException.Conflict;
import io.virga.model.CloudException.NotFound;
import io.virga.model.CloudException.QuotaExceeded;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;

/// The users' key pairs. Each method is one transaction.
@ApplicationScoped
@Transactional
public class KeypairService {

    private final Session session;
    private final ComputeConfig config;
    private final Clock clock;

    KeypairService(Session session, ComputeConfig config, Clock clock) {
        this.session = session;
        this.config = config;
        this.clock = clock;
    }

    Keypair create(String user, String name, SshPublicKey key) {
        if (find(user, name).isPresent()) {
            throw new Conflict("Key pair '%s' already exists.".formatted(name));
        }
        if (list(user).size() >= config.quota().keyPairs()) {
            throw new QuotaExceeded("Quota exceeded, too many key pairs.");
        }
        var keypair = new Keypair(user, name, key, clock.instant());
        session.persist(keypair);
        session.flush();
        return keypair;
    }

    public Optional<Keypair> find(String user, String name) {
        return Optional.ofNullable(session.find(Keypair.class, new Keypair.Key(user, name)));
    }

    public List<Keypair> list(String user) {
        return session.createQuery("from Keypair where userId = :user order by name", Keypair.class)
                .setParameter("user", user)
                .list();
    }

    public Keypair get(String user, String name) {
        return find(user, name).orElseThrow(() -> new NotFound("Keypair %s for user".formatted(name), user));
    }

    public void delete(String user, String name) {
        session.remove(get(user, name));
    }
}
