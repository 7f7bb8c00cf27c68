package io.virga.identity.assignment;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.virga.identity.role.Actor;
import io.virga.identity.role.RandomRights;
import io.virga.identity.role.RightsModel;
import io.virga.identity.role.RightsModel.Effective;
import io.virga.identity.role.RightsModel.Grant;
import io.virga.identity.role.Target;
import io.virga.identity.role.Target.OnDomain;
import io.virga.identity.role.Target.OnProject;
import io.virga.identity.role.Target.OnSystem;
import io.virga.testing.Backing;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import org.hibernate.Session;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Whatever the filters, the statement lists what the model says, each line once.
@QuarkusTest
@QuarkusTestResource(Backing.class)
class AssignmentsPropertyTest {

    private static final int CLOUDS = 500;

    @Inject
    Assignments assignments;

    @Inject
    Session session;

    @Test
    @Tag("SEC-25")
    void listingsAreThoseOfTheModel() {
        var seen = 0;
        for (var seed = 0L; seed < CLOUDS; seed++) {
            var model = RandomRights.seeded(seed);
            QuarkusTransaction.begin();
            try {
                RandomRights.store(model, session);
                for (var i = 0; i < 5; i++) {
                    seen += check(model, new Random(10 * seed + i), seed);
                }
            } finally {
                QuarkusTransaction.rollback();
            }
        }
        assertThat(seen).as("lines compared").isGreaterThan(CLOUDS);
    }

    private int check(RightsModel model, Random random, long seed) {
        var effective = random.nextBoolean();
        Optional<Target> target = maybe(random, model.targets());
        var inherited = maybe(random, List.of(true, false));
        if (effective && target.orElse(null) instanceof OnDomain) {
            inherited = inherited.filter(wanted -> !wanted);
        }
        var user = maybe(random, List.copyOf(model.users.keySet()));
        var group = user.isPresent() || effective
                ? Optional.<String>empty()
                : maybe(random, List.copyOf(model.groups.keySet()));
        var filter = new AssignmentFilter(
                user,
                group,
                maybe(random, List.copyOf(model.roles.keySet())),
                target,
                target.orElse(null) instanceof OnProject && random.nextBoolean(),
                inherited,
                effective);
        var onlyDomain = maybe(random, List.copyOf(model.domains.keySet()));
        var expected = effective
                ? model.effective().stream()
                        .filter(wanted(model, filter, onlyDomain))
                        .map(Effective::toString)
                        .toList()
                : model.grants.stream()
                        .filter(granted(model, filter, onlyDomain))
                        .map(Grant::toString)
                        .toList();
        // The cloud's own accounts are in the same tables.
        var found = assignments.list(filter, onlyDomain, random.nextBoolean()).stream()
                .filter(one -> one.user().or(one::group).orElseThrow().id().length() < 10)
                .map(one -> effective ? line(one).toString() : grant(one).toString())
                .toList();
        assertThat(found)
                .as("cloud %d, %s, only %s", seed, filter, onlyDomain)
                .containsExactlyInAnyOrderElementsOf(expected);
        return found.size();
    }

    private static Predicate<Effective> wanted(RightsModel model, AssignmentFilter filter, Optional<String> only) {
        return one -> is(filter.userId(), one.user())
                && is(filter.roleId(), one.role())
                && is(filter.inherited(), one.because().inherited())
                && within(model, filter, one.target())
                && seen(model, only, one.target());
    }

    private static Predicate<Grant> granted(RightsModel model, AssignmentFilter filter, Optional<String> only) {
        return one -> filter.userId()
                        .map(Actor.OfUser::new)
                        .filter(user -> !user.equals(one.actor()))
                        .isEmpty()
                && filter.groupId()
                        .map(Actor.OfGroup::new)
                        .filter(group -> !group.equals(one.actor()))
                        .isEmpty()
                && is(filter.roleId(), one.role())
                && is(filter.inherited(), one.inherited())
                && within(model, filter, one.target())
                && seen(model, only, one.target());
    }

    private static boolean within(RightsModel model, AssignmentFilter filter, Target target) {
        if (filter.subtree()
                && filter.target().orElseThrow() instanceof OnProject(var top)
                && target instanceof OnProject(var project)) {
            return model.line(project).contains(top);
        }
        return is(filter.target(), target);
    }

    private static boolean seen(RightsModel model, Optional<String> only, Target target) {
        return switch (target) {
            case OnProject(var id) -> is(only, model.projects.get(id).domain());
            case OnDomain(var id) -> is(only, id);
            case OnSystem() -> only.isEmpty();
        };
    }

    private static Effective line(Assignment one) {
        return new Effective(
                one.user().orElseThrow().id(), target(one), one.role().id(), grant(one));
    }

    private static Grant grant(Assignment one) {
        var source = one.source();
        var actor = source.groupId()
                .or(() -> one.group().map(Assignment.Named::id))
                .<Actor>map(Actor.OfGroup::new)
                .orElseGet(() -> new Actor.OfUser(one.user().orElseThrow().id()));
        var target = source.projectId()
                .<Target>map(OnProject::new)
                .or(() -> source.domainId().map(OnDomain::new))
                .orElseGet(() -> target(one));
        return new Grant(actor, target, one.inherited(), source.roleId());
    }

    private static Target target(Assignment one) {
        return one.project()
                .<Target>map(project -> new OnProject(project.id()))
                .or(() -> one.domain().map(domain -> new OnDomain(domain.id())))
                .orElseGet(OnSystem::new);
    }

    private static <T> boolean is(Optional<T> wanted, T value) {
        return wanted.isEmpty() || wanted.get().equals(value);
    }

    private static <T> Optional<T> maybe(Random random, List<T> all) {
        return all.isEmpty() || random.nextInt(3) > 0
                ? Optional.empty()
                : Optional.of(all.get(random.nextInt(all.size())));
    }
}
