package io.virga.identity.role;

import io.virga.identity.role.Actor.OfGroup;
import io.virga.identity.role.Actor.OfUser;
import io.virga.identity.role.RightsModel.Grant;
import io.virga.identity.role.RightsModel.Project;
import io.virga.identity.role.Target.OnDomain;
import io.virga.identity.role.Target.OnProject;
import io.virga.identity.role.Target.OnSystem;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hibernate.Session;

/// Small random clouds: the same seed makes the same one. Everything that rights depend on occurs in them: trees of
/// projects, groups, roles of domains, implications (circles too), grants of all kinds, closed projects and domains.
public final class RandomRights {

    private final Random random;
    private final RightsModel model = new RightsModel();

    private RandomRights(long seed) {
        this.random = new Random(seed);
    }

    public static RightsModel seeded(long seed) {
        var made = new RandomRights(seed);
        made.makePlaces();
        made.makePeople();
        made.makeRoles();
        made.makeGrants();
        return made.model;
    }

    /// Puts the cloud into the database of the current transaction.
    public static void store(RightsModel model, Session session) {
        session.doWork(connection -> {
            try (var statement = connection.createStatement()) {
                statement.execute(new RightsScript(model).sql());
            }
        });
    }

    private void makePlaces() {
        ids("d", 1, 3).forEach(id -> model.domains.put(id, random.nextInt(6) > 0));
        for (var id : ids("p", 1, 8)) {
            var domain = any(model.domains.keySet());
            var parents = model.projects.entrySet().stream()
                    .filter(other -> other.getValue().domain().equals(domain))
                    .map(java.util.Map.Entry::getKey)
                    .toList();
            var parent =
                    parents.isEmpty() || random.nextInt(4) == 0 ? Optional.<String>empty() : Optional.of(any(parents));
            model.projects.put(id, new Project(domain, parent, random.nextInt(6) > 0));
        }
    }

    private void makePeople() {
        ids("u", 1, 4).forEach(id -> model.users.put(id, any(model.domains.keySet())));
        for (var id : ids("g", 0, 3)) {
            model.groups.put(id, any(model.domains.keySet()));
            model.members.put(id, some(model.users.keySet()));
        }
    }

    private void makeRoles() {
        ids("r", 1, 7)
                .forEach(id -> model.roles.put(
                        id, random.nextInt(3) == 0 ? Optional.of(any(model.domains.keySet())) : Optional.empty()));
        for (var i = random.nextInt(8); i > 0; i--) {
            model.implied
                    .computeIfAbsent(any(model.roles.keySet()), _ -> new HashSet<>())
                    .add(any(model.roles.keySet()));
        }
    }

    private void makeGrants() {
        for (var i = random.nextInt(16); i > 0; i--) {
            var toGroup = !model.groups.isEmpty() && random.nextBoolean();
            var actor = toGroup ? new OfGroup(any(model.groups.keySet())) : new OfUser(any(model.users.keySet()));
            var target = switch (random.nextInt(5)) {
                case 0, 1 -> new OnProject(any(model.projects.keySet()));
                case 2, 3 -> new OnDomain(any(model.domains.keySet()));
                default -> new OnSystem();
            };
            var inherited = !(target instanceof OnSystem) && random.nextBoolean();
            model.grants.add(new Grant(actor, target, inherited, any(model.roles.keySet())));
        }
    }

    private List<String> ids(String letter, int least, int most) {
        return IntStream.range(0, least + random.nextInt(most - least + 1))
                .mapToObj(i -> letter + i)
                .toList();
    }

    private <T> T any(java.util.Collection<T> all) {
        return all.stream().skip(random.nextInt(all.size())).findFirst().orElseThrow();
    }

    private Set<String> some(Set<String> all) {
        return all.stream().filter(_ -> random.nextBoolean()).collect(Collectors.toSet());
    }
}
