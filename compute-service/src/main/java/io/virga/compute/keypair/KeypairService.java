package io.virga.compute.keypair;

import io.virga.compute.quota.QuotaResource;
import io.virga.compute.quota.Quotas;
import io.virga.model.CloudException.Conflict;
import io.virga.model.CloudException.Invalid;
import io.virga.model.CloudException.NotFound;
import io.virga.model.CloudException.QuotaExceeded;
import io.virga.model.ProjectId;
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
    private final Quotas quotas;
    private final Clock clock;

    KeypairService(Session session, Quotas quotas, Clock clock) {
        this.session = session;
        this.quotas = quotas;
        this.clock = clock;
    }

    /// The pair is the user's; how many they may have is a matter of the project that they work in, if any.
    Keypair create(String user, Optional<ProjectId> project, String name, SshPublicKey key) {
        var limits = project.map(quotas::limits).orElseGet(quotas::defaults);
        int most = limits.get(QuotaResource.KEY_PAIRS);
        if (find(user, name).isPresent()) {
            throw new Conflict("Key pair '%s' already exists.".formatted(name));
        }
        if (most >= 0 && list(user).size() >= most) {
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

    /// At most `limit` by name, after the one called `marker`, which must be there.
    public List<Keypair> page(String user, Optional<String> marker, int limit) {
        marker.filter(name -> name.indexOf('\0') >= 0 || find(user, name).isEmpty())
                .ifPresent(name -> {
                    throw new Invalid("marker [%s] not found".formatted(name));
                });
        return session.createQuery("from Keypair where userId = :user and name > :marker order by name", Keypair.class)
                .setParameter("user", user)
                .setParameter("marker", marker.orElse(""))
                .setMaxResults(limit)
                .list();
    }

    public Keypair get(String user, String name) {
        return find(user, name).orElseThrow(() -> new NotFound("Keypair %s for user".formatted(name), user));
    }

    public void delete(String user, String name) {
        session.remove(get(user, name));
    }
}
