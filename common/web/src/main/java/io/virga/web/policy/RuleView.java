package io.virga.web.policy;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.virga.model.Caller;
import io.virga.web.Access;
import io.virga.web.Operation;
import io.virga.web.Policy;
import io.virga.web.Rule;
import java.util.List;
import java.util.stream.Collectors;

/// One rule: whom it admits, whom it would admit without the operator's file, and its verdict on the caller. `change`
/// says what would have to be different for the caller to be admitted; null when they are.
record RuleView(
        String rule,
        List<String> operations,
        List<String> personas,
        @JsonProperty("default") List<String> defaults,
        boolean overridden,
        boolean admitted,
        String why,
        String change) {

    static RuleView of(List<Operation> operations, Policy policy, Caller caller) {
        var rule = operations.getFirst().rule();
        var verdict = Verdict.of(rule, policy, caller);
        return new RuleView(
                rule.value(),
                operations.stream().map(Operation::text).toList(),
                PolicyView.names(policy.admitted(rule)),
                PolicyView.names(Policy.defaults(rule)),
                policy.isOverridden(rule),
                verdict.admitted(),
                verdict.why(),
                verdict.change());
    }

    private record Verdict(boolean admitted, String why, String change) {

        static Verdict of(Rule rule, Policy policy, Caller caller) {
            if (!Policy.mayLast(rule, caller)) {
                return new Verdict(
                        false,
                        "The token was handed over, and what the operation makes would outlive it.",
                        "Log in with the user's own password.");
            }
            var admitting = policy.admitted(rule).stream()
                    .filter(Policy.personas(caller)::contains)
                    .toList();
            if (!admitting.isEmpty()) {
                var as = admitting.stream().map(Access::persona).collect(Collectors.joining(", "));
                return new Verdict(true, "The token admits as " + as + reach(admitting) + ".", null);
            }
            return new Verdict(
                    false,
                    "None of the personas that the token has is admitted.",
                    "It needs " + policy.need(rule) + "; the token is for: " + PolicyView.described(caller.scope())
                            + roles(caller) + ".");
        }

        private static String reach(List<Access> admitting) {
            return admitting.stream().allMatch(Access::isOwn) ? ", to what is in its own reach" : "";
        }

        private static String roles(Caller caller) {
            return caller.roles().isEmpty()
                    ? ", without roles"
                    : " with the roles "
                            + String.join(", ", caller.roles().stream().sorted().toList());
        }
    }
}
