package io.virga.identity.realm;

import io.virga.identity.Extra;
import io.virga.identity.group.Group;
import io.virga.identity.group.Groups;
import io.virga.identity.realm.RealmClient.Contents;
import io.virga.identity.realm.RealmClient.Person;
import io.virga.identity.realm.RealmClient.Team;
import io.virga.identity.revocation.RevocationService;
import io.virga.identity.user.User;
import io.virga.identity.user.Users;
import io.virga.web.sql.Column;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.hibernate.Session;
import org.jboss.logging.Logger;

/// The copies of a realm's users and groups. Their ids are made of the domain's and the realm's, so that a user is the
/// same one on every machine and after every copy. Whoever is not enabled any more, has left a group or is gone loses
/// their tokens; who is gone is kept, disabled, with their roles: a realm that was emptied by mistake comes back. A
/// name
/// goes to whom the realm gives it; whoever had it before, and is called nothing else there, is called by their id.
@ApplicationScoped
class RealmCopies {

    private static final Logger log = Logger.getLogger(RealmCopies.class);
    private static final int LONGEST_GROUP = 64;
    private static final int ID = 32;

    private final Session session;
    private final Users users;
    private final Groups groups;
    private final RevocationService revocations;

    RealmCopies(Session session, Users users, Groups groups, RevocationService revocations) {
        this.session = session;
        this.users = users;
        this.groups = groups;
        this.revocations = revocations;
    }

    @Transactional
    void update(String domainId, Contents contents) {
        Column.of(session, "select 1 from pg_advisory_xact_lock(5007)", Integer.class)
                .getSingleResult();
        var known = known("realm_users", "user_id", domainId);
        var people = contents.people().stream()
                .filter(person -> copied(domainId, person, known))
                .map(person -> id(domainId, "user", person.id()))
                .collect(Collectors.toSet());
        without(known, people).forEach(gone -> users.find(gone).ifPresent(user -> enable(user, false)));
        session.flush();
        var knownTeams = known("realm_groups", "group_id", domainId);
        var teams = new HashSet<String>();
        for (var team : contents.teams()) {
            if (copied(domainId, team, knownTeams)) {
                var id = id(domainId, "group", team.id());
                teams.add(id);
                setMembers(id, domainId, people, team.memberIds());
            }
        }
        without(knownTeams, teams).forEach(id -> setMembers(id, domainId, Set.of(), List.of()));
    }

    private static Set<String> without(Set<String> all, Set<String> some) {
        var rest = new HashSet<>(all);
        rest.removeAll(some);
        return rest;
    }

    private boolean copied(String domainId, Person person, Set<String> copies) {
        var id = id(domainId, "user", person.id());
        var taken =
                users.named(domainId, person.name()).filter(other -> !other.id().equals(id));
        if (taken.filter(other -> !copies.contains(other.id())).isPresent()) {
            log.warnf("the domain %s has a user of its own that is named as one of its realm: it hides them", domainId);
            return false;
        }
        taken.ifPresent(other -> other.rename(other.id()));
        session.flush();
        var user = users.find(id).orElseGet(() -> {
            var made = new User(id, domainId, person.name());
            users.add(made);
            session.flush();
            mark("realm_users", "user_id", id, domainId);
            return made;
        });
        if (!user.name().equals(person.name())) {
            user.rename(person.name());
        }
        enable(user, person.enabled());
        person.email().ifPresent(email -> user.extend(Extra.merged(user.extra(), Map.of("email", email))));
        return true;
    }

    private void enable(User user, boolean enabled) {
        if (user.enabled() && !enabled) {
            revocations.tokensOfUser(user.id());
        }
        user.enable(enabled);
    }

    private boolean copied(String domainId, Team team, Set<String> copies) {
        var id = id(domainId, "group", team.id());
        var taken =
                groups.named(domainId, team.name()).filter(other -> !other.id().equals(id));
        if (taken.filter(other -> !copies.contains(other.id())).isPresent()
                || team.name().length() > LONGEST_GROUP) {
            log.warnf("a group of the realm of the domain %s is left out: its name is taken or too long", domainId);
            return false;
        }
        taken.ifPresent(other -> other.rename(other.id()));
        session.flush();
        var known = groups.find(id);
        known.ifPresent(group -> group.rename(team.name()));
        if (known.isEmpty()) {
            groups.add(new Group(id, domainId, team.name(), "", Map.of()));
            session.flush();
            mark("realm_groups", "group_id", id, domainId);
        }
        return true;
    }

    private void setMembers(String groupId, String domainId, Set<String> people, List<String> memberIds) {
        var wanted = memberIds.stream()
                .map(member -> id(domainId, "user", member))
                .filter(people::contains)
                .collect(Collectors.toSet());
        var now = groups.members(groupId).stream().map(User::id).collect(Collectors.toSet());
        for (var member : wanted) {
            if (!now.contains(member)) {
                groups.join(groupId, member);
            }
        }
        for (var member : now) {
            if (!wanted.contains(member)) {
                groups.leave(groupId, member);
                revocations.tokensOfUser(member);
            }
        }
    }

    private Set<String> known(String table, String column, String domainId) {
        return new HashSet<>(
                Column.of(session, "select %s from %s where domain_id = :domain".formatted(column, table), String.class)
                        .setParameter("domain", domainId)
                        .list());
    }

    private void mark(String table, String column, String id, String domainId) {
        session.createNativeMutationQuery(
                        "insert into %s (%s, domain_id) values (:id, :domain)".formatted(table, column))
                .setParameter("id", id)
                .setParameter("domain", domainId)
                .executeUpdate();
    }

    static String id(String domainId, String kind, String realmId) {
        try {
            var text = String.join("\n", domainId, kind, realmId);
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, ID);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
