package io.virga.web;

import io.quarkus.runtime.StartupEvent;
import io.virga.model.Caller;
import io.virga.model.CloudException.Forbidden;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Which callers each rule admits: those that the code says, unless the operator's file says otherwise.
///
/// By the code the cloud's administrators are admitted by every rule, and the services by those that admit a project's
/// personas. The operator's line replaces all that.
@ApplicationScoped
public class Policy {

    private final Map<String, Set<Access>> overrides;

    @Inject
    Policy(VirgaConfig config, Operations operations) {
        this(config.policyFile()
                .map(file -> PolicyFile.read(file, byName(operations.all())))
                .orElse(Map.of()));
    }

    Policy(Map<String, Set<Access>> overrides) {
        this.overrides = overrides;
    }

    private static Map<String, Rule> byName(List<Operation> operations) {
        return operations.stream()
                .map(Operation::rule)
                .collect(Collectors.toMap(Rule::value, Function.identity(), (one, _) -> one));
    }

    // A mistake in the file is told when the service starts, not to the first caller.
    void readFile(@Observes StartupEvent event) {
        overrides.size();
    }

    /// Whom the rule admits.
    public Set<Access> admitted(Rule rule) {
        return overrides.containsKey(rule.value()) ? overrides.get(rule.value()) : defaults(rule);
    }

    public boolean isOverridden(Rule rule) {
        return overrides.containsKey(rule.value());
    }

    /// Whom the rule admits by the code.
    public static Set<Access> defaults(Rule rule) {
        var admitted = EnumSet.copyOf(List.of(rule.to()));
        if (admitted.contains(Access.PUBLIC) || admitted.contains(Access.AUTHENTICATED)) {
            return admitted;
        }
        admitted.add(Access.ADMIN);
        if (admitted.stream().anyMatch(access -> access.reach() == Access.Reach.PROJECT)) {
            admitted.add(Access.SERVICE);
        }
        return admitted;
    }

    /// What the caller's token makes of them, whatever the rule.
    public static Set<Access> personas(Caller caller) {
        return admitting(EnumSet.allOf(Access.class), caller);
    }

    /// The personas that admit the caller, each to what is in its reach. `Forbidden` when there are none, or when the
    /// caller's rights were handed over and the operation makes something that outlives them.
    Set<Access> admit(Rule rule, Caller caller) {
        if (!mayLast(rule, caller)) {
            throw new Forbidden("Policy doesn't allow %s to be performed: it needs %s."
                    .formatted(rule.value(), "a token that no application credential, trust or key has handed over"));
        }
        var admitting = admitting(admitted(rule), caller);
        if (admitting.isEmpty()) {
            throw refusal(rule);
        }
        return admitting;
    }

    boolean isAdmitted(Rule rule, Caller caller) {
        return mayLast(rule, caller) && !admitting(admitted(rule), caller).isEmpty();
    }

    private static Set<Access> admitting(Collection<Access> personas, Caller caller) {
        return personas.stream()
                .filter(access -> access.admits(caller))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Access.class)));
    }

    /// The 403 that names the rule and what would satisfy it.
    Forbidden refusal(Rule rule) {
        return new Forbidden(
                "Policy doesn't allow %s to be performed: it needs %s.".formatted(rule.value(), need(rule)));
    }

    /// What would satisfy the rule, the least first. Roles that imply a sufficient one go without saying, and so do the
    /// services when people are admitted.
    public String need(Rule rule) {
        var admitted = EnumSet.copyOf(admitted(rule));
        if (admitted.size() > 1 && !admitted.equals(EnumSet.of(Access.SERVICE, Access.ADMIN))) {
            admitted.remove(Access.SERVICE);
        }
        return admitted.stream()
                .filter(access -> admitted.stream().noneMatch(access::covers))
                .map(Access::need)
                .collect(Collectors.joining(", or "));
    }

    /// Whether the rule lets the caller's kind of token make what outlives it.
    public static boolean mayLast(Rule rule, Caller caller) {
        return switch (rule.lasting()) {
            case NO -> true;
            case YES -> !caller.delegated();
            case UNRESTRICTED ->
                !caller.delegated()
                        || caller.delegation() instanceof Caller.Delegation.ApplicationCredential(var _, var free)
                                && free;
        };
    }
}
