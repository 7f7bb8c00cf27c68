package io.virga.identity.project;

import io.virga.identity.domain.Domain;
import java.util.List;

/// What Identity v3 calls a project: one, or a domain that acts as one.
sealed interface Account {

    String id();

    List<String> tags();

    record OfProject(Project project) implements Account {
        @Override
        public String id() {
            return project.id();
        }

        @Override
        public List<String> tags() {
            return project.tags();
        }
    }

    record OfDomain(Domain domain) implements Account {
        @Override
        public String id() {
            return domain.id();
        }

        @Override
        public List<String> tags() {
            return domain.tags();
        }
    }
}
