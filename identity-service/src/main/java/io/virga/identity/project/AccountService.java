package io.virga.identity.project;

import io.virga.identity.domain.Domain;
import io.virga.identity.domain.DomainDraft;
import io.virga.identity.domain.DomainService;
import io.virga.identity.domain.Domains;
import io.virga.identity.project.Account.OfDomain;
import io.virga.identity.project.Account.OfProject;
import io.virga.model.Caller;
import io.virga.model.CloudException.Invalid;
import io.virga.web.CurrentRule;
import io.virga.web.Fields;
import io.virga.web.Target;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Projects and the domains that act as one, under one roof: whatever is about a domain needs rights on the whole
/// cloud, as with Keystone.
@ApplicationScoped
public class AccountService {

    private final ProjectService projects;
    private final DomainService domainService;
    private final Domains domains;
    private final CurrentRule rule;

    AccountService(ProjectService projects, DomainService domainService, Domains domains, CurrentRule rule) {
        this.projects = projects;
        this.domainService = domainService;
        this.domains = domains;
        this.rule = rule;
    }

    @Transactional
    Account get(String id) {
        return acting(id).<Account>map(OfDomain::new).orElseGet(() -> new OfProject(projects.get(id)));
    }

    @Transactional
    List<? extends Account> list(ProjectFilter filter, boolean areDomains) {
        var within = filter.within(rule.onlyDomain());
        if (!areDomains) {
            return projects.list(within).stream().map(OfProject::new).toList();
        }
        return within.admitsDomains()
                ? domainService.all(within.names(), within.enabled(), within.tags(), within.page()).stream()
                        .map(OfDomain::new)
                        .toList()
                : List.of();
    }

    @Transactional
    Account create(Caller caller, Fields body) {
        if (!body.optionalBool("is_domain").orElse(false)) {
            return new OfProject(projects.create(caller, ProjectDraft.forCreation(body)));
        }
        rule.require(Target.cloud());
        for (var key : List.of("domain_id", "parent_id")) {
            if (body.has(key) && !body.isNull(key)) {
                throw new Invalid("project.%s: only root projects are allowed to act as domains.".formatted(key));
            }
        }
        return new OfDomain(domainService.create(DomainDraft.forCreation(body)));
    }

    @Transactional
    Account update(String id, Fields body) {
        var domain = acting(id);
        if (body.optionalBool("is_domain")
                .filter(wanted -> wanted != domain.isPresent())
                .isPresent()) {
            throw new Invalid("project.is_domain: update of `is_domain` is not allowed.");
        }
        return domain.isPresent()
                ? new OfDomain(domainService.update(id, DomainDraft.forUpdate(body)))
                : new OfProject(projects.update(id, ProjectDraft.forUpdate(body)));
    }

    @Transactional
    void delete(String id) {
        if (acting(id).isPresent()) {
            domainService.delete(id);
        } else {
            projects.delete(id);
        }
    }

    @Transactional
    List<String> retag(String id, UnaryOperator<List<String>> change) {
        return acting(id).isPresent() ? domainService.retag(id, change) : projects.retag(id, change);
    }

    private Optional<Domain> acting(String id) {
        var found = domains.find(id);
        if (found.isPresent()) {
            rule.require(Target.cloud());
        }
        return found;
    }
}
