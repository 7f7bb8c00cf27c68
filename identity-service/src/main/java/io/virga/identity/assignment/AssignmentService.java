package io.virga.identity.assignment;

import io.virga.identity.project.Projects;
import io.virga.identity.role.Target.OnProject;
import io.virga.web.CurrentRule;
import io.virga.web.Target;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;

/// Answers who has which role where.
@ApplicationScoped
public class AssignmentService {

    private final Assignments assignments;
    private final Projects projects;
    private final CurrentRule rule;

    AssignmentService(Assignments assignments, Projects projects, CurrentRule rule) {
        this.assignments = assignments;
        this.projects = projects;
        this.rule = rule;
    }

    /// Users may ask about themselves; a domain's reader sees what is on the domain and its projects (SEC-25).

    @Transactional
    List<Assignment> list(AssignmentFilter filter, boolean withNames) {
        var onlyUser = rule.onlyUser();
        if (onlyUser.isPresent() && !onlyUser.equals(filter.userId())) {
            rule.require(Target.cloud());
        }
        var onlyDomain = rule.onlyDomain();
        if (filter.subtree() && filter.target().orElseThrow() instanceof OnProject(var id)) {
            projects.get(id);
        }
        return assignments.list(filter, onlyDomain, withNames);
    }
}
