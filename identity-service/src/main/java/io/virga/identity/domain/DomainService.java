package io.virga.identity.domain;

import io.virga.identity.Extra;
import io.virga.identity.Ids;
import io.virga.identity.Options;
import io.virga.identity.Page;
import io.virga.identity.TagFilter;
import io.virga.identity.TextFilter;
import io.virga.model.Caller;
import io.virga.model.CloudException.Conflict;
import io.virga.model.CloudException.Forbidden;
import io.virga.web.CurrentRule;
import io.virga.web.Target;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Domains come, change, close and go. What is in a domain goes with it.
@ApplicationScoped
public class DomainService {

    private final Domains domains;
    private final Event<DomainClosed> closed;
    private final CurrentRule rule;

    DomainService(Domains domains, Event<DomainClosed> closed, CurrentRule rule) {
        this.domains = domains;
        this.closed = closed;
        this.rule = rule;
    }

    /// Those who work in a project of the domain see it too.
    @Transactional
    Domain get(Caller caller, String id) {
        var project = caller.projectScope().filter(own -> domains.owns(id, own.value()));
        rule.require(project.map(own -> Target.project(own.value(), id)).orElseGet(() -> Target.domain(id)));
        return domains.get(id);
    }

    @Transactional
    List<Domain> list(List<TextFilter> names, Optional<Boolean> enabled, Page page) {
        return domains.list(rule.onlyDomain(), names, enabled, TagFilter.ANY, page);
    }

    /// Every domain that the filters admit: for those who may see the whole cloud.
    @Transactional
    public List<Domain> all(List<TextFilter> names, Optional<Boolean> enabled, TagFilter tags, Page page) {
        return domains.list(Optional.empty(), names, enabled, tags, page);
    }

    @Transactional
    public Domain create(DomainDraft draft) {
        var name = draft.name().orElseThrow();
        refuseTaken(name);
        var id = draft.id().orElseGet(Ids::random);
        if (domains.find(id).isPresent()) {
            throw new Conflict("Conflict occurred attempting to store domain - Duplicate ID, %s.".formatted(id));
        }
        var domain = new Domain(id, name, draft.description().orElse(""));
        domain.enable(draft.enabled().orElse(true));
        draft.tags().ifPresent(domain::tag);
        domain.choose(draft.options().appliedTo(domain.options()));
        domain.extend(draft.extra());
        domains.add(domain);
        return domain;
    }

    @Transactional
    public Domain update(String id, DomainDraft draft) {
        var domain = domains.get(id);
        draft.options().requireChangeable("domain", id, domain.options());
        draft.name().filter(name -> !name.equals(domain.name())).ifPresent(name -> {
            refuseTaken(name);
            domain.rename(name);
        });
        draft.description().ifPresent(domain::describe);
        draft.enabled().ifPresent(enabled -> open(domain, enabled));
        draft.tags().ifPresent(domain::tag);
        domain.choose(draft.options().appliedTo(domain.options()));
        domain.extend(Extra.merged(domain.extra(), draft.extra()));
        return domain;
    }

    @Transactional
    public List<String> retag(String id, UnaryOperator<List<String>> change) {
        var domain = domains.get(id);
        Options.requireMutable("update", "domain", id, domain.options());
        domain.tag(change.apply(domain.tags()));
        return domain.tags();
    }

    @Transactional
    public void delete(String id) {
        var domain = domains.get(id);
        Options.requireMutable("delete", "domain", id, domain.options());
        if (domain.id().equals(Domain.DEFAULT_ID)) {
            throw new Forbidden("The Default domain cannot be deleted: the cloud's own accounts are in it.");
        }
        if (domain.enabled()) {
            throw new Forbidden("Cannot delete a domain that is enabled, please disable it first.");
        }
        closed.fire(new DomainClosed(id, true));
        domains.remove(domain);
    }

    private void open(Domain domain, boolean enabled) {
        if (domain.enabled() && !enabled) {
            if (domain.id().equals(Domain.DEFAULT_ID)) {
                throw new Forbidden("The Default domain cannot be disabled: the cloud's own accounts are in it.");
            }
            closed.fire(new DomainClosed(domain.id(), false));
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
