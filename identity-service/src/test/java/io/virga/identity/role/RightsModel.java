package io.virga.identity.role;

import io.virga.identity.role.Actor.OfGroup;
import io.virga.identity.role.Actor.OfUser;
import io.virga.identity.role.Target.OnDomain;
import io.virga.identity.role.Target.OnProject;
import io.virga.identity.role.Target.OnSystem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// What users may do, worked out step by step in memory: the reference that the SQL is held against. Slow, and meant to
/// be read. Ids are short words (`u0`, `g1`, `p2`, `d0`, `r3`); see `RandomRights` for graphs to try.
public final class RightsModel {

    public record Project(String domain, Optional<String> parent, boolean enabled) {}

    public record Grant(Actor actor, Target target, boolean inherited, String role) {}

    /// One line of the effective listing: a user has a role on a target because of a grant.
    public record Effective(String user, Target target, String role, Grant because) {}

    /// Enabled or not, by id.
    public final Map<String, Boolean> domains = new LinkedHashMap<>();

    public final Map<String, Project> projects = new LinkedHashMap<>();

    /// The domain, by id.
    public final Map<String, String> users = new LinkedHashMap<>();

    public final Map<String, String> groups = new LinkedHashMap<>();

    /// The domain that a role belongs to, if any, by id.
    public final Map<String, Optional<String>> roles = new LinkedHashMap<>();

    public final Map<String, Set<String>> members = new LinkedHashMap<>();
    public final Map<String, Set<String>> implied = new LinkedHashMap<>();
    public final Set<Grant> grants = new java.util.LinkedHashSet<>();

    /// The roles that a token of the user may carry there. `mapped` are groups besides the memberships.
    public Set<String> rolesOf(String user, Collection<String> mapped, Target target) {
        var found = new TreeSet<String>();
        for (var grant : grants) {
            if (concerns(grant, user, mapped) && reaches(grant, target)) {
                found.addAll(inTokens(closure(Set.of(grant.role()))));
            }
        }
        return found;
    }

    /// The roles and all that they imply.
    public Set<String> closure(Collection<String> given) {
        var found = new HashSet<>(given);
        var before = 0;
        while (before < found.size()) {
            before = found.size();
            for (var role : Set.copyOf(found)) {
                found.addAll(implied.getOrDefault(role, Set.of()));
            }
        }
        return found;
    }

    /// Those that a token may carry: the roles of no domain.
    public Set<String> inTokens(Collection<String> given) {
        var found = new TreeSet<String>();
        given.stream().filter(role -> roles.get(role).isEmpty()).forEach(found::add);
        return found;
    }

    /// The projects that the user could get a token for.
    public Set<String> projectsOf(String user, Collection<String> mapped) {
        var found = new TreeSet<String>();
        for (var project : projects.keySet()) {
            if (open(project) && !rolesOf(user, mapped, new OnProject(project)).isEmpty()) {
                found.add(project);
            }
        }
        return found;
    }

    public Set<String> domainsOf(String user, Collection<String> mapped) {
        var found = new TreeSet<String>();
        for (var domain : domains.keySet()) {
            if (domains.get(domain)
                    && !rolesOf(user, mapped, new OnDomain(domain)).isEmpty()) {
                found.add(domain);
            }
        }
        return found;
    }

    /// All that users have in the end, with the grant that each comes from.
    public Set<Effective> effective() {
        var found = new HashSet<Effective>();
        for (var grant : grants) {
            for (var user : users.keySet()) {
                for (var target : targets()) {
                    if (concerns(grant, user, List.of()) && reaches(grant, target)) {
                        inTokens(closure(Set.of(grant.role())))
                                .forEach(role -> found.add(new Effective(user, target, role, grant)));
                    }
                }
            }
        }
        return found;
    }

    public List<Target> targets() {
        var found = new ArrayList<Target>();
        projects.keySet().forEach(id -> found.add(new OnProject(id)));
        domains.keySet().forEach(id -> found.add(new OnDomain(id)));
        found.add(new OnSystem());
        return found;
    }

    /// The project and all above it, nearest first.
    public List<String> line(String project) {
        return Stream.iterate(
                        Optional.of(project),
                        Optional::isPresent,
                        one -> projects.get(one.get()).parent())
                .map(Optional::get)
                .toList();
    }

    private boolean concerns(Grant grant, String user, Collection<String> mapped) {
        return switch (grant.actor()) {
            case OfUser(var id) -> id.equals(user);
            case OfGroup(var id) ->
                mapped.contains(id) || members.getOrDefault(id, Set.of()).contains(user);
        };
    }

    private boolean reaches(Grant grant, Target target) {
        if (!grant.inherited()) {
            return grant.target().equals(target);
        }
        if (!(target instanceof OnProject(var project))) {
            return false;
        }
        return switch (grant.target()) {
            case OnDomain(var domain) -> projects.get(project).domain().equals(domain);
            case OnProject(var above) -> !above.equals(project) && line(project).contains(above);
            case OnSystem() -> false;
        };
    }

    private boolean open(String project) {
        return domains.get(projects.get(project).domain())
                && line(project).stream().allMatch(id -> projects.get(id).enabled());
    }
}
