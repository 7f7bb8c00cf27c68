package io.virga.identity.federation.provider;

import io.virga.identity.Ids;
import io.virga.identity.domain.Domain;
import io.virga.identity.domain.Domains;
import io.virga.model.CloudException.Conflict;
import io.virga.model.CloudException.Invalid;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import org.hibernate.exception.ConstraintViolationException;

/// Identity providers come, change and go. One that is closed or removed ends the tokens of its users.
@ApplicationScoped
public class IdentityProviderService {

    private static final int MAX_DOMAIN_NAME = 64;

    private final IdentityProviders providers;
    private final Domains domains;
    private final Event<ProviderClosed> closed;

    IdentityProviderService(IdentityProviders providers, Domains domains, Event<ProviderClosed> closed) {
        this.providers = providers;
        this.domains = domains;
        this.closed = closed;
    }

    @Transactional
    List<IdentityProvider> list(Optional<String> id, Optional<Boolean> enabled) {
        return providers.list(id, enabled);
    }

    @Transactional
    IdentityProvider get(String id) {
        return providers.get(id);
    }

    /// Without a domain it gets one of its own, named as itself where that name is free.
    @Transactional
    IdentityProvider create(String id, IdentityProviderDraft draft) {
        if (providers.find(id).isPresent()) {
            throw duplicate(id);
        }
        draft.domainId().ifPresent(domains::get);
        var provider = new IdentityProvider(id, draft.domainId().orElseGet(() -> newDomain(id)));
        provider.enable(draft.enabled().orElse(false));
        fill(provider, draft);
        return unlessTaken(id, () -> providers.add(provider), provider);
    }

    @Transactional
    IdentityProvider update(String id, IdentityProviderDraft draft) {
        var provider = providers.get(id);
        if (provider.enabled() && !draft.enabled().orElse(true)) {
            closed.fire(new ProviderClosed(id, Optional.empty(), false));
        }
        draft.enabled().ifPresent(provider::enable);
        fill(provider, draft);
        return unlessTaken(id, providers::flush, provider);
    }

    @Transactional
    void delete(String id) {
        var provider = providers.get(id);
        closed.fire(new ProviderClosed(id, Optional.empty(), true));
        providers.remove(provider);
    }

    private void fill(IdentityProvider provider, IdentityProviderDraft draft) {
        draft.description().ifPresent(provider::describe);
        draft.remoteIds().ifPresent(provider::answerTo);
        draft.authorizationTtl().ifPresent(provider::limit);
        if (draft.dropsAuthorizationTtl()) {
            provider.limit(null);
        }
    }

    private String newDomain(String id) {
        var free = id.length() <= MAX_DOMAIN_NAME && domains.named(id).isEmpty();
        var domain = new Domain(Ids.random(), free ? id : Ids.random(), "The users of the identity provider " + id);
        domains.add(domain);
        return domain.id();
    }

    private static IdentityProvider unlessTaken(String id, Runnable write, IdentityProvider provider) {
        try {
            write.run();
            return provider;
        } catch (PersistenceException e) {
            if (e instanceof ConstraintViolationException violation
                    && String.valueOf(violation.getConstraintName()).startsWith("remote_ids")) {
                throw new Conflict("Conflict occurred attempting to store identity_provider - Duplicate remote ID.");
            }
            throw e instanceof ConstraintViolationException ? duplicate(id) : e;
        }
    }

    private static Conflict duplicate(String id) {
        return new Conflict(
                "Conflict occurred attempting to store identity_provider - Duplicate entry: %s.".formatted(id));
    }

    static void refuseLong(String id) {
        if (id.length() > MAX_DOMAIN_NAME || !Ids.plausible(id)) {
            throw new Invalid("The id in the path has 1 to 64 characters.");
        }
    }
}
