package io.virga.web;

import io.virga.model.Caller;
import io.virga.model.Caller.Scope;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// The kinds of caller that a rule may admit: the personas of OpenStack's secure RBAC.
///
/// `SELF`, the project's and the domain's personas admit with regard to a `Target`: their own user, project or domain.
/// Roles imply each other (admin, manager, member, reader) before they get here.
public enum Access {
    /// Anybody, without a token.
    PUBLIC(Reach.ANYWHERE, ""),
    /// Anybody whose token is good, whatever it is scoped to.
    AUTHENTICATED(Reach.ANYWHERE, ""),
    /// The user whom the operation is about.
    SELF(Reach.USER, ""),
    PROJECT_READER(Reach.PROJECT, "reader"),
    PROJECT_MEMBER(Reach.PROJECT, "member"),
    PROJECT_MANAGER(Reach.PROJECT, "manager"),
    DOMAIN_READER(Reach.DOMAIN, "reader"),
    DOMAIN_MEMBER(Reach.DOMAIN, "member"),
    DOMAIN_MANAGER(Reach.DOMAIN, "manager"),
    DOMAIN_ADMIN(Reach.DOMAIN, "admin"),
    SYSTEM_READER(Reach.SYSTEM, "reader"),
    SYSTEM_MEMBER(Reach.SYSTEM, "member"),
    SYSTEM_MANAGER(Reach.SYSTEM, "manager"),
    SYSTEM_ADMIN(Reach.SYSTEM, "admin"),
    /// One of Virga's own services, for itself or for a user on whose behalf it asks.
    SERVICE(Reach.ANYWHERE, "service"),
    /// An administrator of the cloud, see `Caller.isAdmin`.
    ADMIN(Reach.ANYWHERE, "admin");

    /// What the persona's rights extend to.
    enum Reach {
        ANYWHERE,
        USER,
        PROJECT,
        DOMAIN,
        SYSTEM
    }

    private final Reach reach;
    private final String role;

    Access(Reach reach, String role) {
        this.reach = reach;
        this.role = role;
    }

    /// The persona of that name.
    static Optional<Access> named(String persona) {
        return Stream.of(values())
                .filter(access -> access.persona().equals(persona))
                .findFirst();
    }

    /// Whether whoever has the role for this persona has that for `other`, too.
    boolean covers(Access other) {
        return reach == other.reach
                && !role.isEmpty()
                && !other.role.isEmpty()
                && reach != Reach.ANYWHERE
                && ordinal() > other.ordinal();
    }

    /// As the policy file and `docs/policy.md` write it: `domain-reader`.
    public String persona() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// What would satisfy the rule, for people.
    public String need() {
        return switch (this) {
            case PUBLIC -> "no token at all";
            case AUTHENTICATED -> "a valid token";
            case SELF -> "to be the user concerned";
            case SERVICE, ADMIN -> "the role '%s'".formatted(role);
            case PROJECT_READER, PROJECT_MEMBER, PROJECT_MANAGER -> "the role '%s' in the project".formatted(role);
            case DOMAIN_READER, DOMAIN_MEMBER, DOMAIN_MANAGER, DOMAIN_ADMIN ->
                "the role '%s' on the domain".formatted(role);
            case SYSTEM_READER, SYSTEM_MEMBER, SYSTEM_MANAGER, SYSTEM_ADMIN ->
                "the role '%s' on the system".formatted(role);
        };
    }

    Reach reach() {
        return reach;
    }

    /// Whether the persona reaches only what is its own: its user's, its project's, its domain's.
    public boolean isOwn() {
        return reach != Reach.ANYWHERE && reach != Reach.SYSTEM;
    }

    /// Whether the persona admits to its own things only, so that the operation must say whose it is about. Things of
    /// projects are looked for among the caller's own, where those of others do not exist.
    boolean isOfProject() {
        return reach == Reach.PROJECT;
    }

    boolean needsTarget() {
        return reach == Reach.USER || reach == Reach.DOMAIN;
    }

    /// Whether the caller is of this kind, with regard to whatever is their own.
    boolean admits(Caller caller) {
        return switch (reach) {
            case USER -> true;
            case PROJECT -> caller.projectScope().isPresent() && caller.has(role);
            case DOMAIN -> caller.scope() instanceof Scope.Domain && caller.has(role);
            case SYSTEM -> caller.scope() instanceof Scope.System && caller.has(role);
            case ANYWHERE -> anywhere(caller);
        };
    }

    private boolean anywhere(Caller caller) {
        return switch (this) {
            case ADMIN -> caller.isAdmin();
            case SERVICE -> caller.isService();
            default -> true;
        };
    }

    /// Whether the caller is of this kind with regard to `target`.
    boolean admits(Caller caller, Target target) {
        return admits(caller)
                && switch (reach) {
                    case USER -> target.isUser(caller.user().value());
                    case DOMAIN -> caller.scope() instanceof Scope.Domain(var id) && target.isInDomain(id);
                    case PROJECT ->
                        caller.projectScope()
                                .filter(project -> target.isProject(project.value()))
                                .isPresent();
                    case SYSTEM, ANYWHERE -> true;
                };
    }
}
