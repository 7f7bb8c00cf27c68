package io.virga.identity.assignment;

import io.virga.identity.project.Projects;
import io.virga.identity.role.Target.OnProject;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;

/// Answers who has which role where.
@ApplicationScoped
public class AssignmentService {

    private final Assignments assignments;
    private final Projects projects;

    AssignmentService(Assignments assignments, Projects projects) {
        this.assignments = assignments;
        this.projects = projects;
    }

    @Transactional
    List<Assignment> list(AssignmentFilter filter, boolean withNames) {
        if (filter.subtree() && filter.target().orElseThrow() instanceof OnProject(var id)) {
            projects.get(id);
        }
        return assignments.list(filter, withNames);
    }
}
