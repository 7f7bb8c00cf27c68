package io.virga.identity.password;

import io.virga.model.CloudException.Invalid;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Pattern;

/// What the operator demands of passwords.
@ApplicationScoped
public class PasswordPolicy {

    private final SecurityCompliance rules;
    private final Optional<Pattern> strong;

    PasswordPolicy(SecurityCompliance rules) {
        this.rules = rules;
        this.strong = rules.passwordRegex().map(Pattern::compile);
    }

    /// `Invalid` when the new password is too weak.
    public void requireStrong(String password) {
        if (strong.filter(pattern -> !pattern.matcher(password).find()).isPresent()) {
            throw new Invalid("The password does not match the requirements: %s."
                    .formatted(rules.passwordRegexDescription()
                            .orElseGet(() ->
                                    "it must match " + rules.passwordRegex().orElseThrow())));
        }
    }

    /// `Invalid` when a password that users chose at `since` is too young to be changed by them.
    public void requireOldEnough(Instant since, Instant now) {
        var end = since.plus(Duration.ofDays(rules.minimumPasswordAge()));
        if (now.isBefore(end)) {
            var days = Duration.between(now, end).toDays();
            throw new Invalid(("You cannot change your password at this time due to the minimum password age. Once you"
                            + " change your password, it must be used for %d day(s) before it can be changed. Please try"
                            + " again in %d day(s) or contact your administrator to reset your password.")
                    .formatted(rules.minimumPasswordAge(), days));
        }
    }

    /// When a password expires that is set now; empty for never.
    public Optional<Instant> expiry(Instant now) {
        var days = rules.passwordExpiresDays();
        return days.isPresent()
                ? Optional.of(now.plus(Duration.ofDays(days.getAsInt())).truncatedTo(ChronoUnit.SECONDS))
                : Optional.empty();
    }

    public boolean changesUponFirstUse() {
        return rules.changePasswordUponFirstUse();
    }

    /// How many passwords, the present one included, are different from each other; 0 when it does not matter.
    public int uniqueCount() {
        return rules.uniqueLastPasswordCount();
    }

    /// Who was not active since this day is disabled.
    public Optional<LocalDate> activeSince(LocalDate today) {
        var days = rules.disableUserAccountDaysInactive();
        return days.isPresent() ? Optional.of(today.minusDays(days.getAsInt())) : Optional.empty();
    }
}
