package io.virga.web;

import io.virga.model.Caller;
import io.virga.model.CloudException.Forbidden;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/// Which callers each rule admits. The cloud's administrators are admitted by every rule, the services by those that
/// admit a project's personas.
@ApplicationScoped
public class Policy {

    Set<Access> admitted(Rule rule) {
        var admitted = EnumSet.of(Access.ADMIN, rule.to());
        if (admitted.stream().anyMatch(access -> access.name().startsWith("PROJECT_"))) {
            admitted.add(Access.SERVICE);
        }
        return admitted;
    }

    /// The personas that admit the caller, each to what is in its reach. `Forbidden` when there are none, or when the
    /// caller's rights were handed over and the operation makes something that outlives them.
    Set<Access> admit(Rule rule, Caller caller) {
        if (caller.delegated() && !mayLast(rule.lasting(), caller)) {
            throw new Forbidden(
                    "Policy doesn't allow %s to be performed: it needs a token that was not delegated by an application credential, a trust or a key."
                            .formatted(rule.value()));
        }
        var admitting = admitted(rule).stream()
                .filter(access -> access.admits(caller))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Access.class)));
        if (admitting.isEmpty()) {
            throw refusal(rule);
        }
        return admitting;
    }

    /// The 403 that names the rule and what would satisfy it.
    Forbidden refusal(Rule rule) {
        var needs = admitted(rule).stream().map(Access::need).collect(Collectors.joining(", or "));
        return new Forbidden("Policy doesn't allow %s to be performed: it needs %s.".formatted(rule.value(), needs));
    }

    private static boolean mayLast(Rule.Lasting lasting, Caller caller) {
        return switch (lasting) {
            case NO -> true;
            case YES -> false;
            case UNRESTRICTED ->
                caller.delegation() instanceof Caller.Delegation.ApplicationCredential(var _, var unrestricted)
                        && unrestricted;
        };
    }
}
