package io.virga.web;

import io.virga.model.Caller;
import io.virga.model.Caller.Scope;
import io.virga.model.CloudException.Forbidden;
import jakarta.enterprise.context.RequestScoped;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The rule of the operation that is being performed, held against whose things it is about.
///
/// A caller who was admitted only as somebody's own (`SELF`, a domain's persona) is admitted to nothing until the
/// operation has said whose thing it is.
@RequestScoped
public class CurrentRule {

    private final Policy policy;
    private List<Rule> rules = List.of();
    private Rule rule;
    private Caller caller;
    private Set<Access> admitting = EnumSet.noneOf(Access.class);
    private boolean entered;
    private boolean checked;
    private Target target;

    CurrentRule(Policy policy) {
        this.policy = policy;
    }

    boolean admitsAnybody(List<Rule> several) {
        return several.stream().allMatch(each -> policy.admitted(each).contains(Access.PUBLIC));
    }

    // Of several rules one must admit the caller; which one is asked comes to light later.
    void begin(List<Rule> several, Caller who) {
        rules = several;
        caller = who;
        if (several.size() == 1) {
            enter(several.getFirst());
            return;
        }
        rule = several.getFirst();
        for (var next : several) {
            if (policy.isAdmitted(next, who)) {
                rule = next;
                return;
            }
        }
        throw policy.refusal(rule);
    }

    private void enter(Rule next) {
        rule = next;
        entered = true;
        admitting = policy.admit(next, caller);
        checked = admitting.stream().anyMatch(access -> !access.needsTarget());
    }

    /// The action that is performed, where the operation has several.
    public Optional<String> action() {
        return Optional.ofNullable(rule).map(Rule::action).filter(action -> !action.isEmpty() && entered);
    }

    /// Whether the operation has such an action.
    public boolean hasAction(String action) {
        return rules.stream().anyMatch(each -> each.action().equals(action));
    }

    /// Says which action of the operation is performed. Throws `Forbidden` when its rule does not admit the caller, or
    /// when there is no rule for it.
    public void action(String action) {
        enter(rules.stream()
                .filter(each -> each.action().equals(action))
                .findFirst()
                .orElseThrow(() -> new Forbidden("No rule admits anybody to the action '%s'.".formatted(action))));
    }

    /// The rule's name, once the caller is known.
    public Optional<String> name() {
        return Optional.ofNullable(rule).map(Rule::value);
    }

    /// Throws `Forbidden` when none of the personas that admit the caller reaches as far as `target`.
    public void require(Target target) {
        checked = true;
        this.target = target;
        if (!admits(target)) {
            throw policy.refusal(rule);
        }
    }

    /// The domain of what the operation has said it is about.
    public Optional<String> targetDomain() {
        return Optional.ofNullable(target).flatMap(Target::domainId);
    }

    /// Whether `require` would pass.
    public boolean admits(Target target) {
        return admitting.stream().anyMatch(access -> access.admits(caller, target));
    }

    /// The domain that a listing must keep to; empty when the caller may see more than one domain's.
    public Optional<String> onlyDomain() {
        checked = true;
        if (seesAll() || admitting.stream().noneMatch(access -> access.reach() == Access.Reach.DOMAIN)) {
            return Optional.empty();
        }
        return caller.scope() instanceof Scope.Domain(var id) ? Optional.of(id) : Optional.empty();
    }

    /// The user that a listing must keep to: the caller, when they are admitted to their own things only.
    public Optional<String> onlyUser() {
        checked = true;
        var own = admitting.stream().allMatch(access -> access.reach() == Access.Reach.USER);
        return own ? Optional.of(caller.user().value()) : Optional.empty();
    }

    private boolean seesAll() {
        return admitting.stream()
                .anyMatch(access -> access.reach() == Access.Reach.ANYWHERE || access.reach() == Access.Reach.SYSTEM);
    }

    boolean owesATarget() {
        return rule != null && !checked;
    }

    RuntimeException refusal() {
        return policy.refusal(rule);
    }
}
