package io.virga.identity.project;

import io.virga.identity.domain.Domains;
import io.virga.identity.project.Account.OfDomain;
import io.virga.identity.project.Account.OfProject;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// What is above and below a project. A list tells only of projects where the asking user has a role; the ids tell of
/// all, as with Keystone.
@ApplicationScoped
class Family {

    private final Projects projects;
    private final Domains domains;
    private final UserProjects reach;

    Family(Projects projects, Domains domains, UserProjects reach) {
        this.projects = projects;
        this.domains = domains;
        this.reach = reach;
    }

    @Transactional
    List<Account> parents(Account account, String userId) {
        return visible(above(account), userId);
    }

    @Transactional
    List<Account> subtree(Account account, String userId) {
        return visible(below(account).stream().<Account>map(OfProject::new).toList(), userId);
    }

    /// Each id with the one above it inside; null for a domain, which has none.
    @Transactional
    Map<String, Object> parentIds(Account account) {
        Map<String, Object> ids = null;
        for (var above : above(account).reversed()) {
            ids = one(above.id(), ids);
        }
        return ids;
    }

    /// Each id with those below it inside; null where there are none.
    @Transactional
    Map<String, Object> subtreeIds(Account account) {
        var children = below(account).stream()
                .collect(Collectors.groupingBy(
                        project -> project.parentId().orElse(project.domainId()),
                        LinkedHashMap::new,
                        Collectors.mapping(Project::id, Collectors.toList())));
        return nested(account.id(), children);
    }

    private static Map<String, Object> nested(String id, Map<String, List<String>> children) {
        if (!children.containsKey(id)) {
            return null;
        }
        var below = new LinkedHashMap<String, Object>();
        children.get(id).forEach(child -> below.put(child, nested(child, children)));
        return below;
    }

    private static Map<String, Object> one(String key, Object value) {
        var one = new LinkedHashMap<String, Object>();
        one.put(key, value);
        return one;
    }

    private List<Account> above(Account account) {
        return switch (account) {
            case OfDomain _ -> List.of();
            case OfProject(var project) -> {
                var all = new ArrayList<Account>();
                projects.ancestorsOf(project).forEach(above -> all.add(new OfProject(above)));
                all.add(new OfDomain(domains.get(project.domainId())));
                yield all;
            }
        };
    }

    private List<Project> below(Account account) {
        return switch (account) {
            case OfDomain(var domain) -> projects.inDomain(domain.id());
            case OfProject(var project) -> projects.subtreeOf(project.id());
        };
    }

    private List<Account> visible(List<Account> accounts, String userId) {
        var own = reach.of(userId);
        return accounts.stream().filter(account -> own.contains(account.id())).toList();
    }
}
