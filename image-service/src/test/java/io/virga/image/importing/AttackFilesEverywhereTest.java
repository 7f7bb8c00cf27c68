package io.virga.image.importing;

import static io.virga.image.ImageCalls.create;
import static io.virga.image.ImageCalls.download;
import static io.virga.image.ImageCalls.inParts;
import static io.virga.image.ImageCalls.member;
import static io.virga.image.ImageCalls.show;
import static io.virga.image.ImageCalls.stage;
import static io.virga.image.ImageCalls.upload;
import static io.virga.testing.Eventually.eventually;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.virga.image.S3Server;
import io.virga.image.WebServer;
import io.virga.image.inspect.Attack;
import io.virga.image.inspect.Attacks;
import io.virga.image.inspect.Attacks.Control;
import io.virga.image.inspect.Canary;
import io.virga.image.inspect.DiskFormat;
import io.virga.testing.Backing;
import io.virga.testing.TestIdentity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every hostile file through every way in. Each is refused with a reason, leaves the image as it was and nothing in
/// the store, and brings nothing to light.
@QuarkusTest
@QuarkusTestResource(Backing.class)
@QuarkusTestResource(S3Server.class)
@QuarkusTestResource(WebServer.class)
class AttackFilesEverywhereTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration COLLECTED = Duration.ofSeconds(60);
    private static final int AT_ONCE = 6;
    private static final Set<String> REFUSED = ConcurrentHashMap.newKeySet();

    /// A way for bytes to become an image.
    enum Way {
        UPLOAD {
            @Override
            String send(String id, byte[] bytes) {
                return upload(id, bytes).answer().body();
            }
        },
        STAGE {
            @Override
            String send(String id, byte[] bytes) {
                stage(id, bytes).statusCode(204);
                return order(id, "{\"method\":{\"name\":\"glance-direct\"}}");
            }
        },
        CONVERT {
            @Override
            String send(String id, byte[] bytes) {
                stage(id, bytes).statusCode(204);
                var format = show(id).extract().<String>path("disk_format");
                var target = format.equals("qcow2") ? "raw" : "qcow2";
                return order(
                        id, "{\"method\":{\"name\":\"glance-direct\"},\"virga_convert\":\"%s\"}".formatted(target));
            }
        },
        WEB {
            @Override
            String send(String id, byte[] bytes) {
                var url = WebServer.at("/" + id, WebServer.bytes(bytes));
                return order(id, "{\"method\":{\"name\":\"web-download\",\"uri\":\"%s\"}}".formatted(url));
            }
        },
        PARTS {
            @Override
            String send(String id, byte[] bytes) {
                inParts(id, bytes);
                return ended(id);
            }
        };

        /// Returns all that the service says to it.
        abstract String send(String id, byte[] bytes);

        private static String order(String id, String body) {
            member().contentType("application/json")
                    .body(body)
                    .post("/v2/images/{id}/import", id)
                    .then()
                    .statusCode(202);
            return ended(id);
        }

        private static String ended(String id) {
            eventually(SOON, () -> assertThat(tasks(id)).doesNotContain("\"pending\"", "\"processing\""));
            return tasks(id);
        }

        private static String tasks(String id) {
            return member().get("/v2/images/{id}/tasks", id).then().extract().asString();
        }
    }

    private static String image(DiskFormat disk, String container) {
        return create(TestIdentity.member(), """
                {"name": "x", "container_format": "%s", "disk_format": "%s"}""".formatted(container, disk.word()));
    }

    @Test
    @Tag("SEC-01")
    void backingFilesAndParentsAreRefused() throws Exception {
        areRefused("SEC-01");
    }

    @Test
    @Tag("SEC-02")
    void externalDataFilesAreRefused() throws Exception {
        areRefused("SEC-02");
    }

    @Test
    @Tag("SEC-03")
    void extentsInOtherFilesAreRefused() throws Exception {
        areRefused("SEC-03");
    }

    @Test
    @Tag("SEC-04")
    void disguisesAreRefused() throws Exception {
        areRefused("SEC-04");
    }

    @Test
    @Tag("SEC-06")
    void bombsAreRefused() throws Exception {
        areRefused("SEC-06");
    }

    @Test
    @Tag("SEC-08")
    void archivesAreRefused() throws Exception {
        areRefused("SEC-08");
    }

    @Test
    @Tag("SEC-10")
    void wrongDigestsAreRefused() throws Exception {
        areRefused("SEC-10");
    }

    @Test
    @Tag("SEC-62")
    void entitiesAreRefused() throws Exception {
        areRefused("SEC-62");
    }

    /// Several at once: most of the time goes by in waiting.
    private static void areRefused(String sec) throws Exception {
        var failures = new ConcurrentSkipListMap<String, Throwable>();
        try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
            Attacks.of(sec)
                    .forEach(attack -> threads.submit(() -> {
                        try {
                            isRefused(attack);
                        } catch (Throwable e) {
                            failures.put(attack.name(), e);
                        }
                    }));
        }
        assertThat(failures).isEmpty();
    }

    /// One image for all ways: whatever was refused, it waits for data as before.
    private static void isRefused(Attack attack) {
        var id = image(attack.declared(), attack.container());
        REFUSED.add(id);
        var seen = new ArrayList<String>();
        for (var way : waysFor(attack)) {
            var reason = way.send(id, attack.file().array());
            assertThat(reason).as("%s", way).contains(attack.reason());
            seen.add(reason);
            seen.add(show(id).body("status", equalTo("queued"))
                    .body("size", equalTo(null))
                    .body("checksum", equalTo(null))
                    .extract()
                    .asString());
        }
        var data = download(id);
        assertThat(data.statusCode()).isEqualTo(204);
        assertThat(data.body()).isEmpty();
        seen.add(data.headers().map().toString());
        assertThat(seen).allSatisfy(text -> assertThat(text).doesNotContain(Canary.TEXT, Canary.PATH));
    }

    /// A conversion begins with what was staged: where there is one, nothing is staged without it. In parts goes every
    /// fourth, because what is made of parts is read like any upload.
    private static Set<Way> waysFor(Attack attack) {
        var ways = EnumSet.allOf(Way.class);
        if (attack.file().array().length == 0 || Math.floorMod(attack.reason().hashCode(), 4) != 0) {
            ways.remove(Way.PARTS);
        }
        ways.remove(
                switch (attack.declared()) {
                    case RAW, QCOW2, VMDK, VHD, VHDX, VDI -> Way.STAGE;
                    case AMI, ARI, AKI, ISO, PLOOP -> Way.CONVERT;
                });
        return ways;
    }

    @AfterAll
    static void nothingIsLeftInTheStore() {
        assertThat(REFUSED).isNotEmpty();
        eventually(COLLECTED, () -> assertThat(leftOf(REFUSED)).isEmpty());
    }

    private static List<String> leftOf(Set<String> images) {
        return S3Server.objects().stream()
                .filter(path -> images.stream().anyMatch(path::contains))
                .toList();
    }

    static Stream<Arguments> controls() {
        return Attacks.controls()
                .flatMap(control ->
                        EnumSet.complementOf(EnumSet.of(Way.CONVERT)).stream().map(way -> Arguments.of(way, control)));
    }

    @ParameterizedTest
    @MethodSource("controls")
    void goodImagesComeDownAsTheyWentUp(Way way, Control control) {
        var id = image(control.declared(), control.container());
        way.send(id, control.file().array());
        show(id).body("status", equalTo("active")).body("virtual_size", equalTo((int) control.disk()));
        var data = download(id).body();
        assertThat(data).isEqualTo(control.file().array());
        assertThat(new String(data, ISO_8859_1)).doesNotContain(Canary.TEXT);
        assertThat(leftOf(Set.of(id))).hasSize(1);
    }
}
