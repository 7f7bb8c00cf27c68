package io.virga.identity.role;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.virga.identity.domain.Domain;
import io.virga.identity.project.Project;
import io.virga.testing.Backing;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Random;
import org.hibernate.Session;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The SQL agrees with the model, cloud after cloud.
@QuarkusTest
@QuarkusTestResource(Backing.class)
class RightsPropertyTest {

    private static final int CLOUDS = 2_000;

    @Inject
    Rights rights;

    @Inject
    Reach reach;

    @Inject
    Session session;

    @Test
    @Tag("SEC-19")
    void rightsAreThoseOfTheModel() {
        var seen = 0;
        for (var seed = 0L; seed < CLOUDS; seed++) {
            var model = RandomRights.seeded(seed);
            QuarkusTransaction.begin();
            try {
                RandomRights.store(model, session);
                seen += check(model, seed);
            } finally {
                QuarkusTransaction.rollback();
            }
        }
        assertThat(seen).as("roles compared, so that the clouds are not empty").isGreaterThan(CLOUDS);
    }

    /// The statements are recursive, so their costs are overrated: compiled, each would take seconds.
    @Test
    void theDatabaseCompilesNoStatements() {
        assertThat(session.createNativeQuery("show jit", String.class).getSingleResult())
                .isEqualTo("off");
    }

    private int check(RightsModel model, long seed) {
        var random = new Random(seed);
        var seen = 0;
        for (var user : model.users.keySet()) {
            var mapped = model.groups.keySet().stream()
                    .filter(_ -> random.nextInt(4) == 0)
                    .toList();
            assertThat(reach.projects(user, mapped))
                    .as("projects of %s with %s in cloud %d", user, mapped, seed)
                    .extracting(Project::id)
                    .containsExactlyInAnyOrderElementsOf(model.projectsOf(user, mapped));
            assertThat(reach.domains(user, mapped))
                    .as("domains of %s with %s in cloud %d", user, mapped, seed)
                    .extracting(Domain::id)
                    .containsExactlyInAnyOrderElementsOf(model.domainsOf(user, mapped));
            for (var target : model.targets()) {
                if (random.nextInt(3) == 0) {
                    seen += compare(model, user, mapped, target, seed);
                }
            }
        }
        return seen;
    }

    private int compare(RightsModel model, String user, List<String> mapped, Target target, long seed) {
        var expected = model.rolesOf(user, mapped, target);
        assertThat(rights.of(user, mapped, target))
                .as("roles of %s with %s on %s in cloud %d", user, mapped, target, seed)
                .extracting(Role::id)
                .containsExactlyInAnyOrderElementsOf(expected);
        return expected.size();
    }
}
