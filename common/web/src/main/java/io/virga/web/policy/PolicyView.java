package io.virga.web.policy;

import io.virga.model.Caller;
import io.virga.model.Caller.Scope;
import io.virga.web.Access;
import io.virga.web.Policy;
import java.util.Collection;
import java.util.List;

/// The rules of a service, and the token that they are shown to.
record PolicyView(String service, Token token, List<RuleView> rules) {

    /// What the token says of its holder: `personas` are those that it has on its own things.
    record Token(String scope, List<String> roles, boolean delegated, List<String> personas) {

        static Token of(Caller caller) {
            return new Token(
                    described(caller.scope()),
                    caller.roles().stream().sorted().toList(),
                    caller.delegated(),
                    names(Policy.personas(caller)));
        }
    }

    static String described(Scope scope) {
        return switch (scope) {
            case Scope.Project(var id) -> "project " + id.value();
            case Scope.Domain(var id) -> "domain " + id;
            case Scope.System _ -> "system";
            case Scope.Unscoped _ -> "unscoped";
        };
    }

    static List<String> names(Collection<Access> personas) {
        return personas.stream().map(Access::persona).toList();
    }
}
