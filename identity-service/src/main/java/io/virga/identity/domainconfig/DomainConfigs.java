package io.virga.identity.domainconfig;

import io.virga.identity.Where;
import io.virga.identity.domainconfig.DomainOption.Key;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;

/// The settings that domains have.
@ApplicationScoped
class DomainConfigs {

    private final Session session;

    DomainConfigs(Session session) {
        this.session = session;
    }

    /// Those of the domain, of one group or of one name.
    List<DomainOption> list(String domainId, Optional<String> group, Optional<String> option) {
        return new Where()
                .equal("key.domainId", Optional.of(domainId))
                .equal("key.group", group)
                .equal("key.option", option)
                .list(session, DomainOption.class, "key.group, key.option");
    }

    Optional<DomainOption> find(String domainId, String group, String option) {
        return Optional.ofNullable(session.find(DomainOption.class, new Key(domainId, group, option)));
    }

    void add(DomainOption option) {
        session.persist(option);
    }

    void remove(List<DomainOption> options) {
        options.forEach(session::remove);
        session.flush();
    }
}
