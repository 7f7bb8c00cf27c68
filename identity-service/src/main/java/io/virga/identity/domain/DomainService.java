package io.virga.identity.domain;

import io.virga.identity.Extra;
import io.virga.identity.Ids;
import io.virga.model.Caller;
import io.virga.model.Caller.Scope;
import io.virga.model.CloudException.Conflict;
import io.virga.model.CloudException.Forbidden;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;

/// Domains come, change, close and go. What is in a domain goes with it.
@ApplicationScoped
public class DomainService {

    private final Domains domains;
    private final Event<DomainClosed> closed;

    DomainService(Domains domains, Event<DomainClosed> closed) {
        this.domains = domains;
        this.closed = closed;
    }

    /// For those who are not admins, the domain that they work in.
    @Transactional
    Domain get(Caller caller, String id) {
        var own = switch (caller.scope()) {
            case Scope.Domain(var domain) -> domain.equals(id);
            case Scope.Project(var project) -> domains.owns(id, project.value());
            case Scope.System _, Scope.Unscoped _ -> false;
        };
        if (!own && !caller.isAdmin()) {
            throw new Forbidden("You are not authorized to perform the requested action: identity:get_domain.");
        }
        return domains.get(id);
    }

    @Transactional
    List<Domain> list(Optional<String> name, Optional<Boolean> enabled) {
        return domains.list(name, enabled);
    }

    @Transactional
    Domain create(DomainDraft draft) {
        var name = draft.name().orElseThrow();
        refuseTaken(name);
        var domain = new Domain(Ids.random(), name, draft.description().orElse(""));
        domain.enable(draft.enabled().orElse(true));
        domain.extend(draft.extra());
        domains.add(domain);
        return domain;
    }

    @Transactional
    Domain update(String id, DomainDraft draft) {
        var domain = domains.get(id);
        draft.name().filter(name -> !name.equals(domain.name())).ifPresent(name -> {
            refuseTaken(name);
            domain.rename(name);
        });
        draft.description().ifPresent(domain::describe);
        draft.enabled().ifPresent(enabled -> open(domain, enabled));
        domain.extend(Extra.merged(domain.extra(), draft.extra()));
        return domain;
    }

    @Transactional
    void delete(String id) {
        var domain = domains.get(id);
        if (domain.enabled() || domain.id().equals(Domain.DEFAULT_ID)) {
            throw new Forbidden("Cannot delete a domain that is enabled, please disable it first.");
        }
        closed.fire(new DomainClosed(id));
        domains.remove(domain);
    }

    private void open(Domain domain, boolean enabled) {
        if (domain.enabled() && !enabled) {
            if (domain.id().equals(Domain.DEFAULT_ID)) {
                throw new Forbidden("The Default domain cannot be disabled: the cloud's own accounts are in it.");
            }
            closed.fire(new DomainClosed(domain.id()));
        }
        domain.enable(enabled);
    }

    private void refuseTaken(String name) {
        if (domains.named(name).isPresent()) {
            throw new Conflict("Conflict occurred attempting to store domain - Duplicate entry found with name %s."
                    .formatted(name));
        }
    }
}
