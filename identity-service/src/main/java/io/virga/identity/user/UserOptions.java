package io.virga.identity.user;

import io.virga.identity.Options;
import io.virga.model.CloudException.Invalid;
import io.virga.web.Fields;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/// The `options` of a user: exceptions from what is demanded of passwords and log-ins, and rules about which methods
/// must be used together.
public record UserOptions(Map<String, Object> values) {

    private static final String IGNORE_FIRST_USE = "ignore_change_password_upon_first_use";
    private static final String IGNORE_EXPIRY = "ignore_password_expiry";
    private static final String IGNORE_LOCKOUT = "ignore_lockout_failure_attempts";
    private static final String IGNORE_INACTIVITY = "ignore_user_inactivity";
    private static final String LOCK_PASSWORD = "lock_password";
    private static final String MFA_ENABLED = "multi_factor_auth_enabled";
    private static final String MFA_RULES = "multi_factor_auth_rules";

    private static final int MOST_RULES = 100;

    private static final Map<String, BiFunction<Fields, String, Object>> KNOWN = Map.of(
            IGNORE_FIRST_USE, Options::booleanOf,
            IGNORE_EXPIRY, Options::booleanOf,
            IGNORE_LOCKOUT, Options::booleanOf,
            IGNORE_INACTIVITY, Options::booleanOf,
            LOCK_PASSWORD, Options::booleanOf,
            MFA_ENABLED, Options::booleanOf,
            MFA_RULES, UserOptions::rules);

    /// For accounts that the cloud itself cannot do without.
    static final Map<String, Object> INDISPENSABLE =
            Map.of(IGNORE_FIRST_USE, true, IGNORE_EXPIRY, true, IGNORE_LOCKOUT, true, IGNORE_INACTIVITY, true);

    static Options read(Fields user) {
        return Options.read(user, KNOWN);
    }

    private static Object rules(Fields options, String name) {
        var rules = new ArrayList<List<String>>();
        for (var item : options.json(name)) {
            var rule = new ArrayList<String>();
            item.forEach(method -> rule.add(method.isTextual() ? method.textValue() : ""));
            var fits = item.isArray()
                    && !rule.isEmpty()
                    && !rule.contains("")
                    && new HashSet<>(rule).size() == rule.size()
                    && !rules.contains(rule)
                    && rules.size() < MOST_RULES;
            if (!fits) {
                throw badRules(name);
            }
            rules.add(rule);
        }
        if (!options.json(name).isArray()) {
            throw badRules(name);
        }
        return rules;
    }

    private static Invalid badRules(String name) {
        return new Invalid("options.%s: a list of lists of method names is expected, none of them twice or empty."
                .formatted(name));
    }

    public boolean ignoresLockout() {
        return is(IGNORE_LOCKOUT);
    }

    boolean ignoresFirstUse() {
        return is(IGNORE_FIRST_USE);
    }

    boolean ignoresExpiry() {
        return is(IGNORE_EXPIRY);
    }

    boolean ignoresInactivity() {
        return is(IGNORE_INACTIVITY);
    }

    boolean locksPassword() {
        return is(LOCK_PASSWORD);
    }

    /// Whether these methods are enough: all those of one rule, when there are rules and they are not switched off.
    public boolean satisfiedBy(Collection<String> methods) {
        var rules = rules();
        return rules.isEmpty() || rules.stream().anyMatch(methods::containsAll);
    }

    /// The rules that need each of these methods.
    public List<List<String>> rulesWith(Collection<String> methods) {
        return rules().stream().filter(rule -> rule.containsAll(methods)).toList();
    }

    private List<List<String>> rules() {
        if (Boolean.FALSE.equals(values.get(MFA_ENABLED)) || !(values.get(MFA_RULES) instanceof List<?> rules)) {
            return List.of();
        }
        return rules.stream()
                .map(rule -> ((List<?>) rule).stream().map(String.class::cast).toList())
                .toList();
    }

    private boolean is(String name) {
        return Boolean.TRUE.equals(values.get(name));
    }
}
