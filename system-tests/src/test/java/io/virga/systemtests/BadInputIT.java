package io.virga.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.virga.systemtests.Http.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Nonsense over every endpoint: refused with the right status in the service's own envelope, and no reason for an
/// operator to be woken.
@Order(3)
@ExtendWith(RunningCloud.class)
class BadInputIT {

    private static final String UNKNOWN = "7b3b5a2e-4c1d-4a53-9d4d-6f5f0a1b2c3d";
    private static final String LONG = "x".repeat(300);
    private static final String HUGE = "99999999999999999999999999";
    private static final List<String> NONSENSE = List.of(
            "{",
            "[]",
            "\"text\"",
            "null",
            "17",
            "{\"nonsense\": {\"a\": [1]}}",
            "[".repeat(2_000),
            "\u0000",
            "{\"\\ud800\": 1}");

    /// Operations that do not read what we send: they take no body, or take any bytes.
    private static final List<String> BODILESS =
            List.of("/file", "/tags/", "/roles/", "/protocols/{protocol}/auth", "/reactivate", "/deactivate");

    @ParameterizedTest
    @EnumSource(Service.class)
    void nonsenseIsRefusedByEveryOperation(Service service, Cloud cloud) {
        var http = cloud.adminHttp();
        var logs = logSizes(cloud);
        var wrong = new ArrayList<String>();
        var operations = Operations.of(cloud, service).all();
        assertThat(operations).isNotEmpty();
        for (var operation : operations) {
            if (operation.takesBody() && BODILESS.stream().noneMatch(operation.path()::contains)) {
                for (var body : NONSENSE) {
                    check(
                            service,
                            operation,
                            http.send(operation.method(), cloud.url(service) + operation.with(UNKNOWN), body, Map.of()),
                            body,
                            wrong);
                }
            }
        }

        assertThat(wrong).isEmpty();
        assertThat(errorsSince(logs)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Service.class)
    void idsOfNothingAreNotFoundByAnyOperation(Service service, Cloud cloud) {
        var http = cloud.adminHttp();
        var logs = logSizes(cloud);
        var wrong = new ArrayList<String>();
        for (var operation : Operations.of(cloud, service).all()) {
            if (operation.takesParameter() && !operation.takesBody()) {
                for (var value :
                        List.of(UNKNOWN, LONG, HUGE, "%F0%9F%92%A5", "-1", "a%2Fb", "..%2f..%2fetc", "a%00b")) {
                    var answer =
                            http.send(operation.method(), cloud.url(service) + operation.with(value), null, Map.of());
                    if (answer.status() >= 500) {
                        wrong.add(describe(operation, value, answer));
                    }
                }
            }
        }

        assertThat(wrong).isEmpty();
        assertThat(errorsSince(logs)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Service.class)
    void nonsenseInTheQueryBreaksNoListing(Service service, Cloud cloud) {
        var http = cloud.adminHttp();
        var logs = logSizes(cloud);
        var wrong = new ArrayList<String>();
        for (var operation : Operations.of(cloud, service).all()) {
            if (operation.method().equals("GET") && !operation.takesParameter()) {
                for (var query :
                        List.of("name=a%00b", "id=%00", "limit=" + HUGE, "limit=-1", "marker=%00", "sort_key=x")) {
                    var answer = http.get(cloud.url(service) + operation.path() + "?" + query);
                    if (answer.status() >= 500) {
                        wrong.add(describe(operation, query, answer));
                    }
                }
            }
        }

        assertThat(wrong).isEmpty();
        assertThat(errorsSince(logs)).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("table")
    void theTableOfBadRequests(String line, Cloud cloud) {
        var parts = line.split(" ", 5);
        var service = Service.valueOf(parts[0]);
        var http = cloud.adminHttp();

        var answer = http.send(
                parts[1],
                cloud.url(service) + fill(parts[2], cloud),
                parts.length > 4 ? fill(parts[4], cloud) : null,
                Map.of());

        assertThat(answer.status()).as(answer.text()).isEqualTo(Integer.parseInt(parts[3]));
        assertThat(Envelope.fits(service, answer)).as(answer.text()).isTrue();
    }

    @Test
    void whatBelongsToOthersCannotBeChangedOrTaken(Cloud cloud) {
        var admin = cloud.adminHttp();
        var stranger = Tenant.create(cloud, "openstack", "thief");
        var http = cloud.http(stranger.client());

        var things = othersThings(cloud, admin);
        assertThat(things).hasSizeGreaterThanOrEqualTo(4).allSatisfy((url, key) -> {
            assertThat(http.get(url).status()).as("GET " + url).isEqualTo(404);
            assertThat(http.send("PUT", url, "{\"" + key + "\": {\"name\": \"mine\"}}", Map.of())
                            .status())
                    .as("PUT " + url)
                    .isEqualTo(404);
            assertThat(http.send("DELETE", url, null, Map.of()).status())
                    .as("DELETE " + url)
                    .isEqualTo(404);
            assertThat(admin.get(url).text()).doesNotContain("\"mine\"");
        });
        stranger.delete();
    }

    private static Map<String, String> othersThings(Cloud cloud, Http admin) {
        var things = new LinkedHashMap<String, String>();
        for (var kind : List.of("subnet", "router", "security_group", "floatingip")) {
            var url = cloud.url(Service.NETWORK) + "/v2.0/" + kind.replace('_', '-') + "s";
            for (var thing : admin.get(url).json().path(kind + "s")) {
                if (!thing.path("project_id").asText().isEmpty()
                        && !thing.path("name").asText().equals("public")) {
                    things.put(url + "/" + thing.path("id").asText(), kind);
                }
            }
        }
        var servers = cloud.url(Service.COMPUTE) + "/v2.1/servers";
        for (var server : admin.get(servers + "/detail?all_tenants=1").json().path("servers")) {
            things.put(servers + "/" + server.path("id").asText(), "server");
        }
        return things;
    }

    private static void check(
            Service service, Operations.One operation, Answer answer, String body, List<String> wrong) {
        var refused = answer.status() >= 400 && answer.status() < 500 && answer.status() != 401;
        if (!refused || !Envelope.fits(service, answer)) {
            wrong.add(describe(operation, body, answer));
        }
    }

    private static String describe(Operations.One operation, String sent, Answer answer) {
        var shortened = sent.length() > 60 ? sent.substring(0, 60) + "…" : sent;
        var said = answer.text().length() > 200 ? answer.text().substring(0, 200) : answer.text();
        return "%s %s with %s: %d %s".formatted(operation.method(), operation.path(), shortened, answer.status(), said);
    }

    static Stream<String> table() {
        try (var stream = BadInputIT.class.getResourceAsStream("/bad-input.txt")) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String fill(String text, Cloud cloud) {
        return text.replace("UNKNOWN", UNKNOWN)
                .replace("LONG", LONG)
                .replace("HUGE", HUGE)
                .replace("NETWORK_ID", first(cloud, "network"))
                .replace("GROUP_ID", first(cloud, "security_group"));
    }

    private static String first(Cloud cloud, String kind) {
        var url = cloud.url(Service.NETWORK) + "/v2.0/" + kind.replace('_', '-') + "s";
        return cloud.adminHttp()
                .get(url)
                .json()
                .path(kind + "s")
                .path(0)
                .path("id")
                .asText();
    }

    private static Map<Path, Long> logSizes(Cloud cloud) {
        var sizes = new LinkedHashMap<Path, Long>();
        for (var service : Service.values()) {
            var log = cloud.log(service.process());
            if (Files.exists(log)) {
                sizes.put(log, log.toFile().length());
            }
        }
        return sizes;
    }

    private static List<String> errorsSince(Map<Path, Long> sizes) {
        var errors = new ArrayList<String>();
        sizes.forEach((log, size) -> {
            try {
                var news = Files.readAllBytes(log);
                new String(news, Math.toIntExact(size), news.length - Math.toIntExact(size), StandardCharsets.UTF_8)
                        .lines()
                        .filter(line -> line.contains("\"level\":\"ERROR\"") || line.contains("\"stackTrace\""))
                        .forEach(errors::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return errors;
    }
}
