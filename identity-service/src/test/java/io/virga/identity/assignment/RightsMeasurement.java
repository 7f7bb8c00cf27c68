package io.virga.identity.assignment;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.virga.identity.Cloud;
import io.virga.testing.Backing;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.hibernate.Session;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/// Not a test but a measurement, run by hand (docs/roles-and-assignments.md has the command): how long tokens and
/// listings take while the cloud grows tenfold and tenfold again. They should depend on what they answer, not on it.
@QuarkusTest
@QuarkusTestResource(Backing.class)
@EnabledIfSystemProperty(named = "measure", matches = "rights")
class RightsMeasurement {

    private static final int WARM_UP = 300;
    private static final int ROUNDS = 200;

    // Projects in trees of ten children each, groups of ten users; of a user's ten grants one is inherited and two are
    // the group's.
    private static final String GROW = """
            insert into projects (id, domain_id, parent_id, name, description, enabled, tags, extra)
                select 'm' || i, 'default', case when i >= 10 then 'm' || i / 10 end, 'm' || i, '', true, '{}', '{}'
                from generate_series(%1$d, %2$d - 1) i;
            insert into users (id, domain_id, name, enabled, extra)
                select 'n' || i, 'default', 'n' || i, true, '{}' from generate_series(%1$d, %2$d - 1) i;
            insert into groups (id, domain_id, name, description, extra)
                select 'q' || i, 'default', 'q' || i, '', '{}' from generate_series(%1$d, %2$d - 1, 10) i;
            insert into memberships (group_id, user_id)
                select 'q' || i / 10 * 10, 'n' || i from generate_series(%1$d, %2$d - 1) i;
            insert into grants (role_id, user_id, group_id, project_id, domain_id, on_system, inherited)
                select r.id,
                    case when k %% 10 in (1, 2) then null else 'n' || i end,
                    case when k %% 10 in (1, 2) then 'q' || i / 10 * 10 end,
                    'm' || (i * 7 + k * 13) %% %2$d, null, false, k = 3
                from generate_series(%1$d, %2$d - 1) i, generate_series(0, 9) k, roles r
                where r.name = 'member' and r.domain_id is null
                on conflict do nothing;
            analyze projects, users, groups, memberships, grants, roles, implied_roles;
            """;

    // A user whose rights are the same whatever is around.
    private static final String ASKER = """
            insert into grants (role_id, user_id, group_id, project_id, domain_id, on_system, inherited)
                select r.id, '%1$s', null, '%2$s', null, false, false from roles r
                where r.name = 'manager' and r.domain_id is null on conflict do nothing;
            """;

    private final HttpClient http = HttpClient.newHttpClient();

    @Inject
    Session session;

    @TestHTTPResource
    URI service;

    @Test
    void figures() {
        var asker = Cloud.tenant();
        run(ASKER.formatted(asker.userId(), asker.projectId()));
        var token = asker.logIn();
        var before = 0;
        for (var size : new int[] {10, 100, 1_000}) {
            run(GROW.formatted(before, size));
            before = size;
            System.out.printf("%,d projects, %,d users, %,d grants%n", size, size, 10 * size);
            var asked = new LinkedHashMap<String, Supplier<HttpRequest>>();
            asked.put("token from token, in a project", () -> rescope(token, asker.projectId()));
            asked.put("auth/projects", () -> get("/v3/auth/projects", token));
            for (var query : Map.of(
                            "of a user", "user.id=" + asker.userId(),
                            "of a user, effective, named", "effective&include_names&user.id=" + asker.userId(),
                            "on a project", "scope.project.id=m9",
                            "on a project, effective, named", "effective&include_names&scope.project.id=m9",
                            "all", "",
                            "all, named", "include_names",
                            "all, effective, named", "effective&include_names")
                    .entrySet()) {
                asked.put(
                        "assignments " + query.getKey(),
                        () -> get("/v3/role_assignments?" + query.getValue(), Cloud.adminToken()));
            }
            asked.forEach(this::measure);
        }
    }

    private void measure(String what, Supplier<HttpRequest> request) {
        var heavy = what.startsWith("assignments all");
        for (var i = 0; i < (heavy ? 10 : WARM_UP); i++) {
            send(request.get());
        }
        var times = new double[heavy ? 20 : ROUNDS];
        var length = 0;
        for (var i = 0; i < times.length; i++) {
            var start = System.nanoTime();
            length = send(request.get()).body().length();
            times[i] = (System.nanoTime() - start) / 1e6;
        }
        Arrays.sort(times);
        System.out.printf(
                "  %-45s median %8.2f ms, slowest tenth from %8.2f ms, %,10d characters%n",
                what, times[times.length / 2], times[times.length * 9 / 10], length);
    }

    private HttpRequest get(String path, String token) {
        return HttpRequest.newBuilder(service.resolve(path))
                .header("X-Auth-Token", token)
                .build();
    }

    private HttpRequest rescope(String token, String project) {
        var body = "{\"auth\":{\"identity\":%s,\"scope\":{\"project\":{\"id\":\"%s\"}}}}"
                .formatted(Cloud.byToken(token), project);
        return HttpRequest.newBuilder(service.resolve("/v3/auth/tokens?nocatalog"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            var answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new IllegalStateException(answer.statusCode() + " " + answer.body());
            }
            return answer;
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void run(String script) {
        QuarkusTransaction.requiringNew()
                .run(() -> session.doWork(connection -> {
                    try (var statement = connection.createStatement()) {
                        statement.execute(script);
                    }
                }));
    }
}
