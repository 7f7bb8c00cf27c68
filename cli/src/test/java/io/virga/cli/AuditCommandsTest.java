package io.virga.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditCommandsTest {

    private PaperCloud cloud;

    @BeforeEach
    void start() throws IOException {
        cloud = new PaperCloud();
    }

    @AfterEach
    void stop() {
        cloud.close();
    }

    @Test
    void listShowsWhoDidWhatToWhatAndAsksForNoMoreThanTheLimit() {
        cloud.when("GET /v3/audit/events?action=delete&service=compute&limit=20", """
                {"events": [{"sequence": 7, "hash": "00", "record": {"id": "e1", "eventTime": "2026-11-24T08:15:30Z",
                 "action": "delete", "outcome": "success", "initiator": {"name": "alice\\u001b[2J"},
                 "target": {"id": "s1", "typeURI": "service/compute/servers"}}}], "links": {"next": "http://x/?marker=e1"}}""");

        var outcome = cloud.virga("audit", "list", "--action", "delete", "--service", "compute");

        assertThat(outcome.code()).isZero();
        assertThat(outcome.out()).contains("alice\\x1b[2J", "service/compute/servers", "| s1 ", "| success ", "| e1 ");
        assertThat(outcome.out()).doesNotContain("\u001b");
    }

    @Test
    void showHasThePlaceInTheChain() {
        cloud.when(
                "GET /v3/audit/events/e1",
                "{\"event\": {\"sequence\": 7, \"hash\": \"beef\", \"record\": {\"id\": \"e1\", \"action\": \"read\"}}}");

        assertThat(cloud.virga("audit", "show", "e1", "-f", "value", "-c", "sequence", "-c", "hash", "-c", "action")
                        .out())
                .contains("7", "beef", "read");
    }

    @Test
    void verifyOfABrokenLogFailsAndNamesThePlace() {
        cloud.when("GET /v3/audit/verification", """
                {"verification": {"intact": false, "broken_at": {"sequence": 5, "reason": "changed"}}}""");

        var outcome = cloud.virga("audit", "verify");

        assertThat(outcome.code()).isOne();
        assertThat(outcome.err()).contains("record 5: changed");
    }

    @Test
    void verifySendsTheCheckpointThatWasKept(@TempDir Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("kept"), "a.b.c\n");
        cloud.when(
                "GET /v3/audit/verification?checkpoint=a.b.c",
                "{\"verification\": {\"intact\": true, \"last_sequence\": 9}}");

        var outcome = cloud.virga("audit", "verify", "--checkpoint", file.toString());

        assertThat(outcome.code()).isZero();
        assertThat(outcome.out()).contains("| last_sequence ");
    }
}
