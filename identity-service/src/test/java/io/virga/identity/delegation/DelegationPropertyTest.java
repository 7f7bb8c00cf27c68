package io.virga.identity.delegation;

import static io.virga.identity.Cloud.as;
import static io.virga.identity.Cloud.asAdmin;
import static io.virga.identity.Cloud.ask;
import static io.virga.identity.Cloud.name;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.virga.identity.Cloud;
import io.virga.identity.application.Applications;
import io.virga.identity.ec2.Ec2Key;
import io.virga.testing.Backing;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// rights(child) ⊆ rights(parent token), over random graphs of roles and random chains of delegation, also after roles
/// and implications have been taken away. A failing history is run again by its seed.
@QuarkusTest
@QuarkusTestResource(Backing.class)
class DelegationPropertyTest {

    private static final int ROLES = 6;
    private static final int USERS = 4;
    private static final int LINKS = 6;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34})
    @Tag("SEC-19")
    void aChainOfTrustsNeverGivesMore(long seed) {
        var world = new World(new Random(seed));
        var parent = world.logIn(0);
        for (var user = 1; user < USERS && parent.ok(); user++) {
            parent = world.trust(parent, user - 1, user);
        }
        world.takeSomethingAway();
        world.logInAgain();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {4, 6, 9, 10, 14, 15, 22, 33})
    @Tag("SEC-19")
    void aChainOfApplicationCredentialsNeverGivesMore(long seed) {
        var world = new World(new Random(seed));
        var parent = world.logIn(0);
        for (var link = 0; link < LINKS && parent.ok(); link++) {
            parent = world.application(parent);
        }
        world.takeSomethingAway();
        world.logInAgain();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {7, 11, 16, 17, 23, 29, 35, 42})
    @Tag("SEC-19")
    void aKeyNeverGivesMoreThanTheTokenThatMadeIt(long seed) {
        var world = new World(new Random(seed));
        var parent = world.logIn(0);
        var key = world.key(parent);
        assertThat(world.rightsOf(key)).isEqualTo(parent.roles());
        world.grantTheRest();
        assertThat(world.rightsOf(key)).isSubsetOf(parent.roles());
        world.takeSomethingAway();
        assertThat(world.rightsOf(key)).isSubsetOf(parent.roles()).isSubsetOf(world.rightsNow());
    }

    /// A token, and the names of its roles; without a token nothing was given.
    private record Holding(String token, Set<String> roles) {

        boolean ok() {
            return token != null;
        }

        static Holding of(Response loggedIn) {
            return loggedIn.statusCode() == 201
                    ? new Holding(
                            loggedIn.header("X-Subject-Token"),
                            new TreeSet<>(loggedIn.<List<String>>path("token.roles.name")))
                    : new Holding(null, Set.of());
        }
    }

    private record Delegation(String login, String scope, Set<String> before) {}

    /// What we made, and what follows from it by the definition.
    private static final class World {

        private final Random random;
        private final List<String> roles;
        private final Map<String, String> roleIds = new HashMap<>();
        private final Map<String, Set<String>> implied = new HashMap<>();
        private final Set<String> granted = new HashSet<>();
        private final List<Cloud.Tenant> users;
        private final String project;
        private final List<Delegation> made = new ArrayList<>();

        World(Random random) {
            this.random = random;
            this.project = Cloud.make("projects", "project", "\"name\":\"%s\"".formatted(name("project")));
            this.users = IntStream.range(0, USERS).mapToObj(_ -> user()).toList();
            this.roles = IntStream.range(0, ROLES).mapToObj(_ -> role()).toList();
            for (var prior = 0; prior < ROLES; prior++) {
                for (var next = prior + 1; next < ROLES; next++) {
                    if (random.nextInt(4) == 0) {
                        imply(roles.get(prior), roles.get(next));
                    }
                }
            }
            some(roles).forEach(this::grant);
        }

        private Cloud.Tenant user() {
            var name = name("user");
            return new Cloud.Tenant(
                    name,
                    Cloud.make("users", "user", "\"name\":\"%s\",\"password\":\"%s\"".formatted(name, name)),
                    project);
        }

        private String role() {
            var name = name("role");
            roleIds.put(name, Cloud.make("roles", "role", "\"name\":\"%s\"".formatted(name)));
            return name;
        }

        private void imply(String prior, String next) {
            implied.computeIfAbsent(prior, _ -> new HashSet<>()).add(next);
            asAdmin()
                    .put("/v3/roles/{a}/implies/{b}", roleIds.get(prior), roleIds.get(next))
                    .then()
                    .statusCode(201);
        }

        private void grant(String role) {
            granted.add(role);
            asAdmin()
                    .put(
                            "/v3/projects/{p}/users/{u}/roles/{r}",
                            project,
                            users.getFirst().userId(),
                            roleIds.get(role))
                    .then()
                    .statusCode(204);
        }

        private List<String> some(List<String> from) {
            var chosen = from.stream().filter(_ -> random.nextBoolean()).toList();
            return chosen.isEmpty() ? List.of(from.get(random.nextInt(from.size()))) : chosen;
        }

        private Set<String> closure(Set<String> of) {
            var reached = new TreeSet<String>();
            var open = new ArrayDeque<>(of);
            while (!open.isEmpty()) {
                var role = open.poll();
                if (reached.add(role)) {
                    open.addAll(implied.getOrDefault(role, Set.of()));
                }
            }
            return reached;
        }

        Holding logIn(int user) {
            var holding = Holding.of(login(byPassword(user), "{\"project\":{\"id\":\"%s\"}}".formatted(project)));
            assertThat(holding.roles()).isEqualTo(closure(granted));
            return holding;
        }

        private String byPassword(int user) {
            return Cloud.byPassword(users.get(user).name(), users.get(user).name());
        }

        private static Response login(String identity, String scope) {
            return ask(identity, scope);
        }

        /// Asks for any roles at all; given is what the parent has, or nothing.
        Holding trust(Holding parent, int from, int to) {
            var wanted = wanted(parent);
            var answer = as(parent.token())
                    .body("""
                            {"trust":{"trustor_user_id":"%s","trustee_user_id":"%s","project_id":"%s",
                              "impersonation":false,"allow_redelegation":true,"roles":[%s]}}
                            """.formatted(users.get(from).userId(), users.get(to).userId(), project, named(wanted)))
                    .post("/v3/OS-TRUST/trusts");
            if (refused(parent, wanted, answer)) {
                return new Holding(null, Set.of());
            }
            return used(
                    parent,
                    wanted,
                    new Delegation(
                            byPassword(to),
                            "{\"OS-TRUST:trust\":{\"id\":\"%s\"}}".formatted(answer.<String>path("trust.id")),
                            parent.roles()));
        }

        Holding application(Holding parent) {
            var wanted = wanted(parent);
            var answer = Applications.ask(
                    parent.token(),
                    users.getFirst().userId(),
                    "\"unrestricted\":true,\"roles\":[%s]".formatted(named(wanted)));
            if (refused(parent, wanted, answer)) {
                return new Holding(null, Set.of());
            }
            var login = Applications.byId(
                    answer.path("application_credential.id"), answer.path("application_credential.secret"));
            return used(parent, wanted, new Delegation(login, "", parent.roles()));
        }

        Ec2Key key(Holding parent) {
            var made = Ec2Key.ask(parent.token(), users.getFirst().userId(), project);
            assertThat(made.statusCode()).isEqualTo(201);
            return Ec2Key.of(made);
        }

        Set<String> rightsOf(Ec2Key key) {
            var answer = Ec2Key.use(key.signed(Instant.now(), name("action")));
            return answer.statusCode() == 200 ? new TreeSet<>(answer.<List<String>>path("token.roles.name")) : Set.of();
        }

        Set<String> rightsNow() {
            return closure(granted);
        }

        void grantTheRest() {
            roles.stream().filter(role -> !granted.contains(role)).forEach(this::grant);
        }

        // Mostly something that the parent has, so that chains grow.
        private Set<String> wanted(Holding parent) {
            return new TreeSet<>(some(random.nextInt(4) == 0 ? roles : List.copyOf(parent.roles())));
        }

        private static boolean refused(Holding parent, Set<String> wanted, Response answer) {
            var allowed = parent.roles().containsAll(wanted);
            assertThat(answer.statusCode() == 201)
                    .as("%s of %s", wanted, parent.roles())
                    .isEqualTo(allowed);
            return !allowed;
        }

        private Holding used(Holding parent, Set<String> wanted, Delegation delegation) {
            made.add(delegation);
            var child = Holding.of(login(delegation.login(), delegation.scope()));
            var expected = closure(wanted);
            expected.retainAll(parent.roles());
            assertThat(child.roles()).isEqualTo(expected).isSubsetOf(parent.roles());
            return child;
        }

        void takeSomethingAway() {
            var lost = some(List.copyOf(granted));
            for (var role : lost) {
                granted.remove(role);
                asAdmin()
                        .delete(
                                "/v3/projects/{p}/users/{u}/roles/{r}",
                                project,
                                users.getFirst().userId(),
                                roleIds.get(role))
                        .then()
                        .statusCode(204);
            }
            implied.forEach((prior, nexts) -> nexts.removeIf(next -> random.nextInt(3) == 0 && forget(prior, next)));
        }

        private boolean forget(String prior, String next) {
            asAdmin()
                    .delete("/v3/roles/{a}/implies/{b}", roleIds.get(prior), roleIds.get(next))
                    .then()
                    .statusCode(204);
            return true;
        }

        void logInAgain() {
            var now = closure(granted);
            for (var delegation : made) {
                var holding = Holding.of(login(delegation.login(), delegation.scope()));
                assertThat(holding.roles()).isSubsetOf(now).isSubsetOf(delegation.before());
            }
        }

        private static String named(Set<String> roles) {
            return roles.stream().map("{\"name\":\"%s\"}"::formatted).collect(Collectors.joining(","));
        }
    }
}
