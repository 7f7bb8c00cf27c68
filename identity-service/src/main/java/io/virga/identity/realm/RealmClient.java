package io.virga.identity.realm;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.virga.model.CloudException.Unavailable;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientBuilder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.keycloak.OAuth2Constants;
import org.keycloak.admin.client.Keycloak;
import org.keycloak.admin.client.KeycloakBuilder;
import org.keycloak.admin.client.resource.GroupsResource;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.representations.idm.GroupRepresentation;
import org.keycloak.representations.idm.UserRepresentation;

/// Reads one Keycloak realm through its admin API, and checks passwords there by direct grants. It changes nothing.
final class RealmClient {

    private static final Logger log = Logger.getLogger(RealmClient.class);
    private static final int PAGE = 500;

    // Keycloak answers 401 to a wrong password, and 400 to a right one of somebody who may not log in yet.
    private static final Set<Integer> REFUSALS = Set.of(400, 401);

    private static final String BELOW = "/realms/";

    private final RealmsConfig.Realm config;
    private final String server;
    private final String name;
    private final Client http = ClientBuilder.newBuilder()
            .connectTimeout(3, TimeUnit.SECONDS)
            .readTimeout(10, TimeUnit.SECONDS)
            .build();
    private final Keycloak keycloak;

    RealmClient(RealmsConfig.Realm config) {
        var url = config.url().toString().replaceAll("/+$", "");
        var at = url.lastIndexOf(BELOW);
        if (at < 0) {
            throw new IllegalArgumentException(
                    "identity.realms: %s is not the URL of a realm, such as https://sso.example/realms/company"
                            .formatted(url));
        }
        this.config = config;
        this.server = url.substring(0, at);
        this.name = url.substring(at + BELOW.length());
        this.keycloak = builder().grantType(OAuth2Constants.CLIENT_CREDENTIALS).build();
    }

    private KeycloakBuilder builder() {
        return KeycloakBuilder.builder()
                .serverUrl(server)
                .realm(name)
                .clientId(config.clientId())
                .clientSecret(config.clientSecret())
                .resteasyClient(http);
    }

    /// Somebody in the realm. Enabled is only who the realm says is enabled.
    record Person(String id, String name, boolean enabled, Optional<String> email) {}

    record Team(String id, String name, List<String> memberIds) {}

    record Contents(List<Person> people, List<Team> teams) {}

    /// `Unavailable` when the realm cannot be read.
    Contents read() {
        return asking(() -> {
            var realm = keycloak.realm(name);
            var people = pages((first, most) -> realm.users().list(first, most)).stream()
                    .filter(user -> user.getServiceAccountClientId() == null)
                    .map(RealmClient::person)
                    .toList();
            return new Contents(people, teams(realm));
        });
    }

    private static Person person(UserRepresentation user) {
        return new Person(
                user.getId(),
                user.getUsername(),
                Boolean.TRUE.equals(user.isEnabled()),
                Optional.ofNullable(user.getEmail()));
    }

    private static List<Team> teams(RealmResource realm) {
        GroupsResource groups = realm.groups();
        var waiting = new ArrayList<>(pages((first, most) -> groups.groups(first, most)));
        var teams = new ArrayList<Team>();
        while (!waiting.isEmpty()) {
            var group = waiting.removeLast();
            var one = groups.group(group.getId());
            if (group.getSubGroupCount() == null || group.getSubGroupCount() > 0) {
                waiting.addAll(pages((first, most) -> one.getSubGroups(first, most, true)));
            }
            var members = pages((first, most) -> one.members(first, most, true)).stream()
                    .map(UserRepresentation::getId)
                    .toList();
            teams.add(new Team(group.getId(), name(group), members));
        }
        return teams;
    }

    // A group below another one is named by its path, which no second group has.
    private static String name(GroupRepresentation group) {
        return group.getPath() == null ? group.getName() : group.getPath().substring(1);
    }

    private static <T> List<T> pages(BiFunction<Integer, Integer, List<T>> page) {
        var all = new ArrayList<T>();
        List<T> next;
        do {
            next = page.apply(all.size(), PAGE);
            all.addAll(next);
        } while (next.size() == PAGE);
        return all;
    }

    /// The realm's id of the user with the name and password, which it counts and limits by its own rules.
    Optional<String> whose(String user, String password) {
        return asking(() -> {
            try {
                var token = builder()
                        .grantType(OAuth2Constants.PASSWORD)
                        .username(user)
                        .password(password)
                        .build()
                        .tokenManager()
                        .grantToken();
                return Optional.of(subject(token.getToken()));
            } catch (WebApplicationException e) {
                if (REFUSALS.contains(e.getResponse().getStatus())) {
                    return Optional.empty();
                }
                throw e;
            }
        });
    }

    // From the realm itself, so there is no signature to check.
    private static String subject(String token) {
        try {
            var claims = Base64.getUrlDecoder().decode(token.split("\\.")[1]);
            var subject = new ObjectMapper().readTree(claims).path("sub").asText("");
            if (!subject.isEmpty()) {
                return subject;
            }
        } catch (IOException | RuntimeException e) {
            log.debug("a token of the realm is not read", e);
        }
        throw new ProcessingException("its tokens do not say whose they are: the client lacks the scope 'basic'");
    }

    private <T> T asking(Supplier<T> question) {
        try {
            return question.get();
        } catch (WebApplicationException e) {
            log.errorf(
                    "the realm %s answers %d: has its client %s a service account with the roles view-users and query-groups?",
                    config.url(), e.getResponse().getStatus(), config.clientId());
            throw new Unavailable("directory", e);
        } catch (ProcessingException e) {
            log.warnf("the realm %s does not answer: %s", config.url(), e.getMessage());
            throw new Unavailable("directory", e);
        }
    }
}
