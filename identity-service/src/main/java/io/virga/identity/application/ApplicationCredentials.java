package io.virga.identity.application;

import io.virga.contract.identity.TokenClaims;
import io.virga.identity.Ids;
import io.virga.identity.Where;
import io.virga.web.sql.Column;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;

/// The application credentials that exist.
@ApplicationScoped
public class ApplicationCredentials {

    private final Session session;
    private final AccessRules rules;
    private final Clock clock;

    ApplicationCredentials(Session session, AccessRules rules, Clock clock) {
        this.session = session;
        this.rules = rules;
        this.clock = clock;
    }

    Optional<ApplicationCredential> find(String id) {
        return Ids.plausible(id)
                ? Optional.ofNullable(session.find(ApplicationCredential.class, id))
                : Optional.empty();
    }

    /// One that has not expired.
    public Optional<ApplicationCredential> findGood(String id) {
        return find(id).filter(this::good);
    }

    public Optional<ApplicationCredential> findGood(String userId, String name) {
        return list(userId, Optional.of(name)).stream().filter(this::good).findFirst();
    }

    private boolean good(ApplicationCredential credential) {
        return credential
                .expiresAt()
                .filter(end -> !end.isAfter(clock.instant()))
                .isEmpty();
    }

    List<ApplicationCredential> list(String userId, Optional<String> name) {
        return new Where()
                .equal("userId", Optional.of(userId))
                .equal("name", name)
                .list(session, ApplicationCredential.class, "name, id");
    }

    boolean use(AccessRule rule) {
        return Column.of(
                        session,
                        "select exists (select 1 from application_credentials where user_id = :user and :rule = any (rule_ids))",
                        Boolean.class)
                .setParameter("user", rule.userId())
                .setParameter("rule", rule.id())
                .getSingleResult();
    }

    /// What tokens made by the credential carry of it.
    public TokenClaims.Origin origin(ApplicationCredential credential) {
        var calls = credential
                .ruleIds()
                .map(rules::withIds)
                .map(found -> found.stream().map(AccessRule::call).toList());
        return new TokenClaims.Origin(
                new TokenClaims.ApplicationCredential(
                        credential.id(), credential.name(), credential.unrestricted(), calls.orElse(null)),
                null,
                null,
                null);
    }

    void add(ApplicationCredential credential) {
        session.persist(credential);
        session.flush();
    }

    void remove(ApplicationCredential credential) {
        session.remove(credential);
    }

    /// Lets one at a time change what the user keeps here.
    void lock(String userId) {
        Column.of(session, "select 1 from users where id = :id for no key update", Integer.class)
                .setParameter("id", userId)
                .getSingleResultOrNull();
    }
}
