package io.virga.identity.user;

import io.virga.identity.Ids;
import io.virga.identity.directory.Directories;
import io.virga.identity.password.Lockout;
import io.virga.identity.password.LoginGuard;
import io.virga.identity.password.PasswordPolicy;
import io.virga.identity.password.Passwords;
import io.virga.model.CloudException.Unauthenticated;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;

/// Lets users in by their password.
///
/// Whoever does not get in learns nothing: an unknown name, a wrong password, a user who is locked out or disabled look
/// the same and take as long (SEC-23). Only those who know the password are told that it has expired.
@ApplicationScoped
public class PasswordLogin {

    /// In front of the digest of a name that nobody has, where a user's id would be.
    private static final String NOBODY = "?";

    private final Passwords passwords;
    private final LoginGuard guard;
    private final Lockout lockout;
    private final PasswordPolicy policy;
    private final Directories directories;
    private final Clock clock;

    PasswordLogin(
            Passwords passwords,
            LoginGuard guard,
            Lockout lockout,
            PasswordPolicy policy,
            Directories directories,
            Clock clock) {
        this.passwords = passwords;
        this.guard = guard;
        this.lockout = lockout;
        this.policy = policy;
        this.directories = directories;
        this.clock = clock;
    }

    /// The user, or `Unauthenticated`. `calledAs` is how the request named them. Slow: call it outside of transactions.
    public User check(Optional<User> found, String calledAs, String password) {
        var user = prove(found, calledAs, password);
        if (user.passwordExpired(clock.instant())) {
            throw new Unauthenticated(
                    "The password is expired and needs to be changed for user: %s.".formatted(user.id()));
        }
        return user;
    }

    /// As `check`, but an expired password is good enough: to be changed.
    User prove(Optional<User> found, String calledAs, String password) {
        var who = found.map(User::id).orElseGet(() -> NOBODY + Ids.digest(calledAs));
        var proven = found.filter(user -> directories.hold(user.domainId())).isPresent()
                ? holdsElsewhere(found.get(), who, password)
                : passwords.matches(password, found.flatMap(User::passwordHash), () -> guard.requireRoom(who));
        var exempt = found.filter(user -> user.options().ignoresLockout()).isPresent();
        var admitted = exempt ? proven : lockout.admits(who, proven);
        return found.filter(user -> admitted && user.enabled() && isActive(user))
                .orElseThrow(() -> {
                    guard.failed(who);
                    return new Unauthenticated();
                });
    }

    /// For a name that is not known in a domain whose passwords are kept elsewhere: fails as for a known one.
    public void requireElsewhere(String domainId, String name, String calledAs, String password) {
        var who = NOBODY + Ids.digest(calledAs);
        guard.requireRoom(who);
        var proven = directories.whose(domainId, name, password).isPresent();
        if (!lockout.admits(who, proven)) {
            guard.failed(who);
            throw new Unauthenticated();
        }
    }

    private boolean holdsElsewhere(User user, String who, String password) {
        guard.requireRoom(who);
        return directories
                .whose(user.domainId(), user.name(), password)
                .filter(user.id()::equals)
                .isPresent();
    }

    private boolean isActive(User user) {
        return policy.activeSince(LocalDate.now(clock))
                .filter(day -> !user.activeSince(day))
                .isEmpty();
    }
}
