package io.virga.identity.delegation;

import io.virga.contract.identity.TokenClaims;
import io.virga.identity.role.Rights;
import io.virga.identity.role.Role;
import io.virga.identity.role.Roles;
import io.virga.identity.role.Target.OnProject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Picks the roles that somebody hands over. They are among those of the token that hands them over, not of its user
/// (CVE-2020-12690): whoever got some of a user's rights can pass on no others.
@ApplicationScoped
public class RoleChoice {

    private final Roles roles;
    private final Rights rights;

    RoleChoice(Roles roles, Rights rights) {
        this.roles = roles;
        this.rights = rights;
    }

    /// The names of the roles that the token may hand over: those that it has. Of a user who logged in these are the
    /// ones that they have in its project by now, since the same token could be scoped there again.
    public List<String> within(TokenClaims token) {
        if (token.delegationId().isPresent() || token.projectId() == null) {
            return token.roles();
        }
        return rights.of(token.userId(), token.federatedGroups(), new OnProject(token.projectId())).stream()
                .map(Role::name)
                .toList();
    }

    /// `given` are the ids of the roles asked for, `all` those and the ones they imply, as far as they are in `held`.
    public record Chosen(List<String> given, List<String> all) {}

    /// `held` are the names of the roles that may be handed over. Throws `refusal` of a role that is not among them.
    public Chosen among(Collection<String> held, List<WantedRole> wanted, Function<String, RuntimeException> refusal) {
        var chosen = wanted.stream()
                .map(one -> find(one).filter(role -> isHeld(held, role)).orElseThrow(() -> refusal.apply(one.word())))
                .toList();
        return new Chosen(
                ids(chosen),
                ids(chosen.stream()
                        .flatMap(role -> roles.closure(role.id()).stream())
                        .filter(role -> isHeld(held, role))
                        .toList()));
    }

    /// All that the token has.
    public Chosen all(Collection<String> held) {
        var ids = ids(roles.named(held));
        return new Chosen(ids, ids);
    }

    private Optional<Role> find(WantedRole wanted) {
        return wanted.id().isPresent()
                ? roles.find(wanted.id().get())
                : wanted.name().flatMap(roles::named);
    }

    // A token names roles that belong to no domain only.
    private static boolean isHeld(Collection<String> held, Role role) {
        return role.domainId().isEmpty() && held.contains(role.name());
    }

    private static List<String> ids(List<Role> roles) {
        return roles.stream().map(Role::id).distinct().toList();
    }
}
