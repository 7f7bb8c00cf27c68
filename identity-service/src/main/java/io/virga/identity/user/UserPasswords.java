package io.virga.identity.user;

import io.virga.identity.password.Lockout;
import io.virga.identity.password.PasswordPolicy;
import io.virga.identity.password.Passwords;
import io.virga.model.CloudException.Invalid;
import io.virga.web.sql.Column;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hibernate.Session;

/// Sets passwords, and remembers the former ones as long as they cannot be chosen again.
@ApplicationScoped
class UserPasswords {

    private final Session session;
    private final PasswordPolicy policy;
    private final Passwords passwords;
    private final Lockout lockout;
    private final Clock clock;

    UserPasswords(Session session, PasswordPolicy policy, Passwords passwords, Lockout lockout, Clock clock) {
        this.session = session;
        this.policy = policy;
        this.passwords = passwords;
        this.lockout = lockout;
        this.clock = clock;
    }

    /// The hash of a new password, or `Invalid` for a weak one. Slow: call it outside of transactions.
    String hashed(String password) {
        policy.requireStrong(password);
        return passwords.hash(password);
    }

    /// Lets in a user who was locked out, or away for long.
    void letIn(User user) {
        lockout.forget(user.id());
        user.activeNow();
    }

    /// An administrator's choice: it may have to be changed at once. Whoever was locked out gets in with it.
    void setByAdmin(User user, String hash) {
        var now = clock.instant();
        lockout.forget(user.id());
        var atOnce = policy.changesUponFirstUse() && !user.options().ignoresFirstUse();
        set(user, hash, now, atOnce ? Optional.of(now) : expiry(user, now), false);
    }

    void setByUser(User user, String hash) {
        var now = clock.instant();
        set(user, hash, now, expiry(user, now), true);
    }

    private Optional<Instant> expiry(User user, Instant now) {
        return user.options().ignoresExpiry() ? Optional.empty() : policy.expiry(now);
    }

    private void set(User user, String hash, Instant now, Optional<Instant> end, boolean selfChosen) {
        user.passwordHash().ifPresent(former -> remember(user.id(), former));
        user.protectWith(hash, now, end, selfChosen);
    }

    private void remember(String userId, String former) {
        session.createNativeMutationQuery("insert into former_passwords (user_id, hash) values (:user, :hash)")
                .setParameter("user", userId)
                .setParameter("hash", former)
                .executeUpdate();
        session.createNativeMutationQuery("""
                        delete from former_passwords where user_id = :user and id not in (
                            select id from former_passwords where user_id = :user order by id desc limit :kept)
                        """)
                .setParameter("user", userId)
                .setParameter("kept", Math.max(0, policy.uniqueCount() - 1))
                .executeUpdate();
    }

    /// The hashes that a new password must not match, the present one's first.
    @Transactional
    List<String> recent(User user) {
        var former = Column.of(
                        session,
                        "select hash from former_passwords where user_id = :user order by id desc",
                        String.class)
                .setParameter("user", user.id())
                .list();
        return Stream.concat(user.passwordHash().stream(), former.stream())
                .limit(policy.uniqueCount())
                .toList();
    }

    /// Whether the user may choose `next`: `Invalid` says why not. Slow: call it outside of transactions.
    void requireChoosable(User user, String next) {
        if (user.options().locksPassword()) {
            throw new Invalid("You cannot change your password at this time due to password policy disallowing"
                    + " password changes. Please contact your administrator to reset your password.");
        }
        policy.requireStrong(next);
        user.passwordChosenAt().ifPresent(since -> policy.requireOldEnough(since, clock.instant()));
        if (recent(user).stream().anyMatch(hash -> passwords.matches(next, Optional.of(hash)))) {
            throw new Invalid(("The new password cannot be identical to a previous password. The total number which"
                            + " includes the new password must be unique is %d.")
                    .formatted(policy.uniqueCount()));
        }
    }
}
