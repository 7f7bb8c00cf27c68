package io.virga.identity.password;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/// What an operator may demand of passwords and log-ins, under Keystone's names for it. Nothing is demanded by default,
/// as with Keystone.
@ConfigMapping(prefix = "identity.security-compliance")
public interface SecurityCompliance {

    /// So many log-ins in a row may fail before the user is locked out.
    OptionalInt lockoutFailureAttempts();

    /// How long a user stays locked out.
    @WithDefault("30m")
    Duration lockoutDuration();

    /// A password is good for so many days.
    OptionalInt passwordExpiresDays();

    /// The last so many passwords, with the present one, cannot be chosen again. It binds users who change their own
    /// password, not administrators who set one.
    @WithDefault("0")
    int uniqueLastPasswordCount();

    /// A password that users chose themselves stays for so many days.
    @WithDefault("0")
    int minimumPasswordAge();

    /// What the whole of a new password must match.
    Optional<String> passwordRegex();

    /// The same for people: it is shown when a password does not match.
    Optional<String> passwordRegexDescription();

    /// A password that an administrator set must be changed before anything else.
    @WithDefault("false")
    boolean changePasswordUponFirstUse();

    /// Who does not log in for so many days is disabled.
    OptionalInt disableUserAccountDaysInactive();
}
