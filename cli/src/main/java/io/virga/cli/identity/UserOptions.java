package io.virga.cli.identity;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.virga.cli.auth.Cloud;
import io.virga.cli.command.Secrets;
import io.virga.cli.command.Usage;
import io.virga.cli.resource.Body;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// What `user create` and `user set` both take.
final class UserOptions {

    @Option(names = "--password", paramLabel = "<password>", description = "Set user password")
    private String password;

    @Option(names = "--password-prompt", description = "Prompt interactively for password")
    private boolean prompt;

    @Option(names = "--email", paramLabel = "<email-address>", description = "Set user email address")
    private String email;

    @Mixin
    private final Options.OfProject project = new Options.OfProject();

    @Mixin
    private final Options.Described described = new Options.Described();

    @Mixin
    private final Options.Enabled enabled = new Options.Enabled();

    @Mixin
    private final LoginRules rules = new LoginRules();

    Body body(Cloud cloud) {
        var body = new Body()
                .with("default_project_id", project.id(cloud))
                .with("password", prompt ? Secrets.askTwice("User password: ", "--password") : password)
                .with("email", email)
                .withAny("options", rules.body());
        return enabled.addTo(described.addTo(body));
    }

    boolean withPassword() {
        return prompt || password != null;
    }

    /// The options of a user, from which the rules for passwords and logins make exceptions.
    static final class LoginRules {
        @Option(names = "--ignore-lockout-failure-attempts", description = "Never lock the user after failed logins")
        private boolean neverLocked;

        @Option(names = "--no-ignore-lockout-failure-attempts", description = "Lock the user after failed logins")
        private boolean locked;

        @Option(names = "--ignore-password-expiry", description = "Accept the password when it has expired")
        private boolean neverExpiring;

        @Option(names = "--no-ignore-password-expiry", description = "Refuse the password when it has expired")
        private boolean expiring;

        @Option(
                names = "--ignore-change-password-upon-first-use",
                description = "Let the user keep the password that somebody else has set")
        private boolean kept;

        @Option(
                names = "--no-ignore-change-password-upon-first-use",
                description = "Make the user change a password that somebody else has set")
        private boolean changed;

        @Option(names = "--enable-lock-password", description = "Do not let the user change the password")
        private boolean fixed;

        @Option(names = "--disable-lock-password", description = "Let the user change the password")
        private boolean free;

        @Option(names = "--enable-multi-factor-auth", description = "Enable multi-factor authentication")
        private boolean factors;

        @Option(names = "--disable-multi-factor-auth", description = "Disable multi-factor authentication")
        private boolean noFactors;

        @Option(
                names = "--multi-factor-auth-rule",
                paramLabel = "<rule>",
                description = "Methods that together suffice, such as password,totp (repeat for alternatives)")
        private List<String> factorRules = List.of();

        Body body() {
            var options = new Body()
                    .with("ignore_lockout_failure_attempts", either(neverLocked, locked, "lockout-failure-attempts"))
                    .with("ignore_password_expiry", either(neverExpiring, expiring, "password-expiry"))
                    .with(
                            "ignore_change_password_upon_first_use",
                            either(kept, changed, "change-password-upon-first-use"))
                    .with("lock_password", Usage.either(fixed, free, "--enable- and --disable-lock-password"))
                    .with(
                            "multi_factor_auth_enabled",
                            Usage.either(factors, noFactors, "--enable- and --disable-multi-factor-auth"));
            if (!factorRules.isEmpty()) {
                var lists = JsonNodeFactory.instance.arrayNode();
                factorRules.forEach(rule -> lists.add(Body.texts(List.of(rule.split(",")))));
                options.with("multi_factor_auth_rules", lists);
            }
            return options;
        }

        private static Boolean either(boolean ignore, boolean heed, String what) {
            return Usage.either(ignore, heed, "--ignore-%1$s and --no-ignore-%1$s".formatted(what));
        }
    }
}
