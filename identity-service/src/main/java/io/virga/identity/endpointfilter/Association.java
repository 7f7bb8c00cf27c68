package io.virga.identity.endpointfilter;

import io.virga.web.sql.Column;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.hibernate.Session;

/// What a project was given for its catalog.
enum Association {
    ENDPOINT("project_endpoints", "endpoint_id"),
    GROUP("project_endpoint_groups", "endpoint_group_id");

    private final String table;
    private final String column;

    Association(String table, String column) {
        this.table = table;
        this.column = column;
    }

    /// The rows that say so.
    @ApplicationScoped
    static class Rows {

        private final Session session;

        Rows(Session session) {
            this.session = session;
        }

        /// False when the project had it already.
        boolean add(Association kind, String project, String given) {
            return session.createNativeMutationQuery(
                                    "insert into %s (project_id, %s) values (:project, :given) on conflict do nothing"
                                            .formatted(kind.table, kind.column))
                            .setParameter("project", project)
                            .setParameter("given", given)
                            .executeUpdate()
                    > 0;
        }

        /// False when the project did not have it.
        boolean remove(Association kind, String project, String given) {
            return session.createNativeMutationQuery("delete from %s where project_id = :project and %s = :given"
                                    .formatted(kind.table, kind.column))
                            .setParameter("project", project)
                            .setParameter("given", given)
                            .executeUpdate()
                    > 0;
        }

        boolean has(Association kind, String project, String given) {
            return givenTo(kind, project).contains(given);
        }

        List<String> givenTo(Association kind, String project) {
            return Column.of(
                            session,
                            "select %s from %s where project_id = :project".formatted(kind.column, kind.table),
                            String.class)
                    .setParameter("project", project)
                    .list();
        }

        List<String> projectsWith(Association kind, String given) {
            return Column.of(
                            session,
                            "select project_id from %s where %s = :given order by project_id"
                                    .formatted(kind.table, kind.column),
                            String.class)
                    .setParameter("given", given)
                    .list();
        }

        /// The ids of all endpoints that the project was given, by groups too.
        List<String> endpointsOf(String project) {
            return Column.of(
                            session,
                            "select endpoint_id from project_catalog where project_id = :project",
                            String.class)
                    .setParameter("project", project)
                    .list();
        }
    }
}
