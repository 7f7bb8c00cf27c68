package io.virga.identity.user;

import io.virga.web.CurrentRule;
import io.virga.web.Target;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.stream.Stream;

/// Holds the current operation's rule against the user whose things it is about.
@ApplicationScoped
public class UserRule {

    private final Users users;
    private final CurrentRule rule;

    UserRule(Users users, CurrentRule rule) {
        this.users = users;
        this.rule = rule;
    }

    /// The user. `Forbidden` for those whom the rule does not admit to that user's things, whether or not there is such
    /// a user.
    public User require(String userId) {
        rule.require(target(userId));
        return users.get(userId);
    }

    /// `Forbidden` for those who are admitted to the things of none of these users.
    public void requireAny(String... userIds) {
        var targets = Stream.of(userIds).map(this::target).toList();
        rule.require(targets.stream().filter(rule::admits).findFirst().orElse(targets.getFirst()));
    }

    /// Whether the caller is admitted to the user's things, for operations on which those of others do not exist.
    public boolean admits(String userId) {
        var target = target(userId);
        var admitted = rule.admits(target);
        if (admitted) {
            rule.require(target);
        }
        return admitted;
    }

    /// Whose things a listing must keep to; empty for everybody's.
    public Optional<String> only() {
        return rule.onlyUser();
    }

    /// `Forbidden` for those who are not admitted to everybody's things.
    public void requireAll() {
        rule.require(Target.cloud());
    }

    private Target target(String userId) {
        return users.find(userId)
                .map(user -> Target.user(user.id(), user.domainId()))
                .orElseGet(Target::cloud);
    }
}
