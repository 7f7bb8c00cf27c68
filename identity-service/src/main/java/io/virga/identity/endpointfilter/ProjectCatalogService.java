package io.virga.identity.endpointfilter;

import io.virga.identity.catalog.Catalog;
import io.virga.identity.catalog.Endpoint;
import io.virga.identity.project.Project;
import io.virga.identity.project.Projects;
import io.virga.model.CloudException.Conflict;
import io.virga.model.CloudException.NotFound;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;

/// Gives endpoints and endpoint groups to projects. A project that has some sees no others in its tokens' catalog.
@ApplicationScoped
public class ProjectCatalogService {

    private final Association.Rows rows;
    private final EndpointGroups groups;
    private final Catalog catalog;
    private final Projects projects;

    ProjectCatalogService(Association.Rows rows, EndpointGroups groups, Catalog catalog, Projects projects) {
        this.rows = rows;
        this.groups = groups;
        this.catalog = catalog;
        this.projects = projects;
    }

    @Transactional
    void give(Association kind, String projectId, String given) {
        check(kind, projectId, given);
        if (!rows.add(kind, projectId, given)) {
            throw new Conflict("Conflict occurred attempting to store project_%s - Duplicate entry."
                    .formatted(kind == Association.ENDPOINT ? "endpoint" : "endpoint_group"));
        }
        catalog.changed();
    }

    @Transactional
    void take(Association kind, String projectId, String given) {
        check(kind, projectId, given);
        if (!rows.remove(kind, projectId, given)) {
            throw missing(kind, projectId, given);
        }
        catalog.changed();
    }

    /// Throws `NotFound` when the project was not given it.
    @Transactional
    void require(Association kind, String projectId, String given) {
        check(kind, projectId, given);
        if (!rows.has(kind, projectId, given)) {
            throw missing(kind, projectId, given);
        }
    }

    @Transactional
    List<Project> projects(Association kind, String given) {
        checkGiven(kind, given);
        return rows.projectsWith(kind, given).stream()
                .map(projects::find)
                .flatMap(Optional::stream)
                .toList();
    }

    @Transactional
    List<Endpoint> endpoints(String projectId) {
        return catalog.endpoints(rows.endpointsOf(projects.get(projectId).id()));
    }

    @Transactional
    List<EndpointGroup> groups(String projectId) {
        return groups.of(rows.givenTo(Association.GROUP, projects.get(projectId).id()));
    }

    private void check(Association kind, String projectId, String given) {
        projects.get(projectId);
        checkGiven(kind, given);
    }

    private void checkGiven(Association kind, String given) {
        switch (kind) {
            case ENDPOINT -> catalog.endpoint(given);
            case GROUP -> groups.get(given);
        }
    }

    private static NotFound missing(Association kind, String projectId, String given) {
        var what = kind == Association.ENDPOINT ? "endpoint" : "endpoint group";
        return new NotFound("%s in project %s".formatted(what, projectId), given);
    }
}
