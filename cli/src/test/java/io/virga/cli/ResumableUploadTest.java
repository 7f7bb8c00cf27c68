package io.virga.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResumableUploadTest {

    private static final int PARTS = 18;
    private static final byte[] DATA = data();

    private final PaperSessions sessions = new PaperSessions();
    private PaperCloud cloud;
    private Path file;

    @TempDir
    private Path folder;

    private static byte[] data() {
        var bytes = new byte[(PARTS - 1) * PaperSessions.PART + 12_345];
        new Random(4).nextBytes(bytes);
        return bytes;
    }

    @BeforeEach
    void start() throws IOException {
        cloud = new PaperCloud().at("/v2/images", sessions);
        cloud.environment.put("XDG_STATE_HOME", folder.resolve("state").toString());
        file = Files.write(folder.resolve("disk.raw"), DATA);
    }

    @AfterEach
    void stop() {
        cloud.close();
    }

    private PaperCloud.Outcome create(String... more) {
        var arguments = new ArrayList<>(List.of("image", "create", "--file", file.toString(), "disk"));
        arguments.addAll(List.of(more));
        return cloud.virga(arguments.toArray(String[]::new));
    }

    private List<Path> notes() throws IOException {
        var notes = folder.resolve("state/virga/uploads");
        if (!Files.exists(notes)) {
            return List.of();
        }
        try (var files = Files.list(notes)) {
            return files.toList();
        }
    }

    private void succeeds(PaperCloud.Outcome outcome) throws IOException {
        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(outcome.out()).contains("active");
        assertThat(sessions.image).isEqualTo(DATA);
        assertThat(notes()).isEmpty();
    }

    private void isInterruptedAfter(int parts) {
        sessions.breaksAfter = parts;
        var outcome = create();
        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.err()).contains("Run the same command again");
        sessions.breaksAfter = Integer.MAX_VALUE;
    }

    @Test
    void largeFilesGoInParts() throws IOException {
        var outcome = create();

        succeeds(outcome);
        assertThat(outcome.err()).isEmpty();
        assertThat(sessions.taken)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.rangeClosed(1, PARTS).boxed().toList());
    }

    /// Each signature is another one, although it is of the same file.
    @Test
    void whatWasSignedGoesOnToo() throws Exception {
        var key = folder.resolve("key.pem").toString();
        var made = new ProcessBuilder("openssl", "genpkey", "-algorithm", "RSA", "-out", key).start();
        assertThat(made.waitFor()).isZero();
        var signed = new String[] {"--sign-key-path", key, "--sign-cert-id", "c1"};
        sessions.breaksAfter = 5;
        assertThat(create(signed).code()).isEqualTo(1);
        sessions.breaksAfter = Integer.MAX_VALUE;

        succeeds(create(signed));
        assertThat(sessions.taken).hasSize(PARTS);
    }

    @Test
    void smallFilesGoInOnePiece() throws IOException {
        Files.write(file, new byte[100]);

        assertThat(create().code()).isZero();
        assertThat(sessions.taken).isEmpty();
        assertThat(sessions.image).hasSize(100);
    }

    @Test
    void aCloudWithoutSessionsGetsOnePiece() throws IOException {
        sessions.known = false;

        succeeds(create());
        assertThat(sessions.taken).isEmpty();
    }

    @Test
    void troubleThatPassesIsNoFailure() throws IOException {
        sessions.troubles.addAll(
                List.of(503, PaperSessions.BROKEN_LINE, 502, PaperSessions.BROKEN_LINE, 503, 504, 429));

        var outcome = create();

        succeeds(outcome);
        assertThat(outcome.err().lines()).singleElement().asString().endsWith(". Trying again for about a minute.");
        assertThat(sessions.taken).hasSize(PARTS);
    }

    @Test
    void whoEndsItFromOutsideLearnsHowToGoOn() throws Exception {
        sessions.stallsAfter = 3;
        var process = cloud.program("image", "create", "--file", file.toString(), "disk")
                .start();
        assertThat(sessions.stalled.await(1, TimeUnit.MINUTES)).isTrue();

        process.toHandle().destroy();

        assertThat(new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("Interrupted. Run the same command again: it goes on with what is missing."
                        + " --no-resume begins anew.\n");
        assertThat(process.waitFor()).isEqualTo(143);
        assertThat(notes()).hasSize(1);
        sessions.stallsAfter = Integer.MAX_VALUE;
        succeeds(create());
        assertThat(sessions.taken).hasSize(PARTS).doesNotHaveDuplicates();
    }

    /// Interrupted anywhere, again and again: what is there is not sent twice.
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void whatWasInterruptedGoesOn(int seed) throws IOException {
        var random = new Random(seed);
        isInterruptedAfter(random.nextInt(PARTS));
        var note = notes().getFirst();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(note)))
                .isEqualTo("rw-------");
        isInterruptedAfter(sessions.taken.size() + random.nextInt(PARTS - sessions.taken.size()));
        var there = sessions.taken.size();

        var outcome = create();

        succeeds(outcome);
        assertThat(outcome.err())
                .isEqualTo("Going on with image i1: %d of %d parts are there already.\n".formatted(there, PARTS));
        assertThat(sessions.taken).hasSize(PARTS).doesNotHaveDuplicates();
    }

    @Test
    void aPartThatIsNotTheFilesIsSentAgain() throws IOException {
        isInterruptedAfter(10);
        var changed = sessions.taken.getFirst();
        sessions.parts.put(changed, new byte[PaperSessions.PART]);

        succeeds(create());
        assertThat(sessions.taken).hasSize(PARTS + 1);
        assertThat(sessions.taken.subList(10, PARTS + 1)).contains(changed);
    }

    @Test
    void aSessionThatEndedMeanwhileIsBegunAgain() throws IOException {
        isInterruptedAfter(10);
        sessions.open = false;
        sessions.status = "queued";

        succeeds(create());
        assertThat(sessions.taken).hasSize(10 + PARTS);
    }

    @Test
    void anImageThatIsGoneIsMadeAgain() throws IOException {
        isInterruptedAfter(10);
        sessions.open = false;
        sessions.status = "none";

        succeeds(create());
        assertThat(sessions.deleted).isEmpty();
    }

    /// Also when nothing new can be begun.
    @Test
    void theNoteOfAnImageThatIsGoneGoesToo() throws IOException {
        isInterruptedAfter(10);
        sessions.makes = false;
        sessions.status = "none";

        assertThat(create().code()).isEqualTo(1);
        assertThat(notes()).isEmpty();
    }

    @Test
    void aNewNoteEndsThoseOfLongAgo() throws IOException {
        isInterruptedAfter(10);
        var recent = notes().getFirst();
        var old = Files.writeString(recent.resolveSibling("old"), "i0");
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(31))));
        Files.setLastModifiedTime(recent, FileTime.from(Instant.now().minus(Duration.ofDays(29))));
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));

        assertThat(create().code()).isZero();
        assertThat(notes()).containsExactly(recent);
    }

    @Test
    void whoIsInterruptedAtTheEndFindsTheImage() throws IOException {
        isInterruptedAfter(10);
        sessions.open = false;
        sessions.image = DATA;
        sessions.status = "active";

        var outcome = create();

        succeeds(outcome);
        assertThat(outcome.err()).isEqualTo("Going on with image i1: all its data is there already.\n");
        assertThat(sessions.taken).hasSize(10);
    }

    @Test
    void anewMeansAnew() throws IOException {
        isInterruptedAfter(10);

        succeeds(create("--no-resume"));
        assertThat(sessions.taken).hasSize(10 + PARTS);
        assertThat(sessions.deleted).containsExactly("/v2/images/i1");
    }

    @Test
    void anotherVersionOfTheFileIsAnotherUpload() throws IOException {
        isInterruptedAfter(10);
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));

        assertThat(create().code()).isZero();
        assertThat(sessions.taken).hasSize(10 + PARTS);
        assertThat(sessions.deleted).isEmpty();
    }

    @Test
    void whoIsRefusedLearnsWhy() throws IOException {
        sessions.refusal = "The data is of format qcow2, but the image is declared to be raw.";

        var outcome = create();

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.err())
                .contains("refused: The data is of format qcow2", "Say what it is: --disk-format qcow2.");
        assertThat(sessions.deleted).containsExactly("/v2/images/i1");
        assertThat(notes()).isEmpty();
    }

    @Test
    void anUploadThatCannotBeNotedGoesOn() throws IOException {
        Files.writeString(folder.resolve("state"), "a file in the way");

        var outcome = create();

        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(outcome.err()).contains("must begin anew");
    }
}
