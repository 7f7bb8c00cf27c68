package io.virga.identity.token;

import io.virga.contract.identity.TokenClaims;
import io.virga.identity.domain.Domain;
import io.virga.identity.project.Project;
import io.virga.identity.project.Projects;
import io.virga.identity.role.Rights;
import io.virga.identity.role.Role;
import io.virga.identity.role.Target;
import io.virga.identity.role.Target.OnDomain;
import io.virga.identity.role.Target.OnProject;
import io.virga.identity.role.Target.OnSystem;
import io.virga.identity.token.Handovers.Handover;
import io.virga.identity.token.TokenRequest.WantedScope;
import io.virga.identity.user.User;
import io.virga.model.CloudException.Forbidden;
import io.virga.model.CloudException.Unauthenticated;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Turns the scope that was asked for into the place and the roles that the token carries. Somebody without a role
/// there gets no token, and is not told whether the place exists.
///
/// A token that is made from a delegated one stays where that one is good, with no more roles than it has
/// (CVE-2020-12690).
@ApplicationScoped
class ScopeResolver {

    private final Authenticator authenticator;
    private final Projects projects;
    private final Rights rights;

    ScopeResolver(Authenticator authenticator, Projects projects, Rights rights) {
        this.authenticator = authenticator;
        this.projects = projects;
        this.rights = rights;
    }

    /// Where a token is good, and with which roles.
    sealed interface Granted {

        List<String> roles();

        Granted with(List<String> roles);

        record InProject(String id, String domainId, List<String> roles) implements Granted {
            @Override
            public Granted with(List<String> other) {
                return new InProject(id, domainId, other);
            }
        }

        record OfDomain(String id, List<String> roles) implements Granted {
            @Override
            public Granted with(List<String> other) {
                return new OfDomain(id, other);
            }
        }

        record Everywhere(List<String> roles) implements Granted {
            @Override
            public Granted with(List<String> other) {
                return new Everywhere(other);
            }
        }

        record Nowhere() implements Granted {
            @Override
            public List<String> roles() {
                return List.of();
            }

            @Override
            public Granted with(List<String> other) {
                return this;
            }
        }
    }

    /// Throws `Unauthenticated` when the user may not work there.
    Granted resolve(User user, Identity identity, WantedScope wanted) {
        var parent = identity.parent().filter(claims -> claims.delegationId().isPresent());
        var who = new Who(user, identity.groupIds(), _ -> true);
        if (parent.isEmpty()) {
            return resolve(who, wanted);
        }
        var granted = resolve(who, wanted instanceof WantedScope.Default ? scopeOf(parent.get()) : wanted);
        if (!sameScope(parent.get(), granted)) {
            throw new Forbidden("A delegated token cannot be scoped to another place.");
        }
        return narrowed(granted, parent.get().roles());
    }

    /// What of the holder's rights was handed over. Throws `Unauthenticated` when nothing of it is left.
    Granted resolve(Handover handover) {
        return projects.find(handover.projectId())
                .flatMap(project -> inProject(new Who(handover.holder(), List.of(), handover.roles()), project))
                .orElseThrow(Unauthenticated::new);
    }

    private record Who(User user, List<String> groupIds, Predicate<Role> kept) {}

    private static WantedScope scopeOf(TokenClaims claims) {
        return claims.projectId() == null
                ? new WantedScope.Unscoped()
                : new WantedScope.Project(Optional.of(claims.projectId()), Optional.empty(), Optional.empty());
    }

    private static boolean sameScope(TokenClaims parent, Granted granted) {
        return granted instanceof Granted.InProject project && project.id().equals(parent.projectId());
    }

    private static Granted narrowed(Granted granted, List<String> most) {
        var roles = granted.roles().stream().filter(most::contains).toList();
        if (roles.isEmpty()) {
            throw new Unauthenticated();
        }
        return granted.with(roles);
    }

    private Granted resolve(Who user, WantedScope wanted) {
        return switch (wanted) {
            case WantedScope.Project project ->
                find(project).flatMap(found -> inProject(user, found)).orElseThrow(Unauthenticated::new);
            case WantedScope.Domain(var name) -> {
                var domain = authenticator.find(name).filter(Domain::enabled).orElseThrow(Unauthenticated::new);
                yield new Granted.OfDomain(domain.id(), required(user, new OnDomain(domain.id())));
            }
            case WantedScope.System() -> new Granted.Everywhere(required(user, new OnSystem()));
            case WantedScope.Unscoped() -> new Granted.Nowhere();
            case WantedScope.Trust _, WantedScope.Key _ -> throw new Unauthenticated();
            case WantedScope.Default() ->
                user.user()
                        .defaultProjectId()
                        .flatMap(projects::find)
                        .flatMap(found -> inProject(user, found))
                        .orElseGet(Granted.Nowhere::new);
        };
    }

    private Optional<Project> find(WantedScope.Project wanted) {
        if (wanted.id().isPresent()) {
            return projects.find(wanted.id().get());
        }
        return wanted.domain()
                .flatMap(authenticator::find)
                .flatMap(domain -> projects.named(domain.id(), wanted.name().orElse("")));
    }

    private Optional<Granted> inProject(Who user, Project project) {
        var roles = projects.isUsable(project) ? names(user, new OnProject(project.id())) : List.<String>of();
        return roles.isEmpty()
                ? Optional.empty()
                : Optional.of(new Granted.InProject(project.id(), project.domainId(), roles));
    }

    private List<String> required(Who user, Target target) {
        var roles = names(user, target);
        if (roles.isEmpty()) {
            throw new Unauthenticated();
        }
        return roles;
    }

    private List<String> names(Who user, Target target) {
        return rights.of(user.user().id(), user.groupIds(), target).stream()
                .filter(user.kept())
                .map(Role::name)
                .toList();
    }
}
