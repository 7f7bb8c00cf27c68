package io.virga.identity.federation.mapping;

import io.virga.identity.federation.mapping.Mapped.GroupName;
import io.virga.identity.federation.mapping.Mapped.ProjectWish;
import io.virga.identity.federation.mapping.Mapped.Who;
import io.virga.model.CloudException.Forbidden;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// The rules of a mapping. Every rule whose conditions all hold has its say: the first user that one names is the user,
/// groups and projects add up.
///
/// A template of groups or projects that has a claim with several values in it yields one group or project for each
/// value; Identity v3 is silent about projects here.
public record MappingRules(List<Rule> rules) {

    record Rule(List<Local> local, List<Requirement> remote) {

        /// What the conditions yield, in their order; empty when one does not hold.
        private Optional<List<List<String>>> match(Claims claims) {
            var matched = new ArrayList<List<String>>();
            for (var requirement : remote) {
                var yielded = requirement.holds(claims);
                if (yielded.isEmpty()) {
                    return Optional.empty();
                }
                if (requirement.kind().yields()) {
                    matched.add(yielded.get());
                }
            }
            return Optional.of(matched);
        }
    }

    /// `Forbidden` when no rule is about this person, or none says who it is.
    public Mapped map(Claims claims) {
        var who = Optional.<Who>empty();
        var ids = new TreeSet<String>();
        var groups = new LinkedHashSet<GroupName>();
        var projects = new LinkedHashSet<ProjectWish>();
        for (var rule : rules) {
            var matched = rule.match(claims);
            if (matched.isEmpty()) {
                continue;
            }
            for (var local : rule.local()) {
                who = who.or(() -> local.who(matched.get()));
                ids.addAll(local.groupIds(matched.get()));
                groups.addAll(local.groupNames(matched.get()));
                projects.addAll(local.projectWishes(matched.get()));
            }
        }
        return new Mapped(who.filter(MappingRules::known).orElseThrow(MappingRules::nobody), ids, groups, projects);
    }

    private static boolean known(Who who) {
        return switch (who) {
            case Who.Ephemeral(var id, var name, var _) -> id.isPresent() || name.isPresent();
            case Who.Local(var id, var name, var domain) -> id.isPresent() || (name.isPresent() && domain.isPresent());
        };
    }

    private static Forbidden nobody() {
        return new Forbidden("The identity provider knows you, but no rule of the mapping makes you a user here.");
    }
}
