package io.virga.identity.project;

import io.virga.identity.domain.Domain;
import io.virga.model.Caller;
import io.virga.model.Caller.Scope;
import jakarta.enterprise.context.ApplicationScoped;

/// The domain that a caller works in, which is meant when a request names none.
@ApplicationScoped
public class CallerDomain {

    private final Projects projects;

    CallerDomain(Projects projects) {
        this.projects = projects;
    }

    public String of(Caller caller) {
        return switch (caller.scope()) {
            case Scope.Domain(var id) -> id;
            case Scope.Project(var id) ->
                projects.find(id.value()).map(Project::domainId).orElse(Domain.DEFAULT_ID);
            case Scope.System _, Scope.Unscoped _ -> Domain.DEFAULT_ID;
        };
    }
}
