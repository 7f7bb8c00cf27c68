package io.virga.cli.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultTextTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"error": {"code": 404, "message": "Could not find project: x.", "title": "Not Found"}} | Could not find project: x.
            {"conflictingRequest": {"code": 409, "message": "Cannot 'stop' instance s1"}} | Cannot 'stop' instance s1
            {"NeutronError": {"type": "NetworkInUse", "message": "Network n1 is in use.", "detail": ""}} | Network n1 is in use.
            {"errors": [{"status": 409, "title": "Conflict", "detail": "generation moved", "code": "placement.concurrent_update"}]} | generation moved
            {"message": "No image found<br /><br />", "code": "404 Not Found", "title": "Not Found"} | No image found
            <html><head><title>403 Forbidden</title></head><body><h1>403 Forbidden</h1>Image i1 is protected &amp; stays<br /><br /></body></html> | Image i1 is protected & stays
            plain words | plain words
            {broken | {broken
            """)
    void findsTheSentenceInEveryEnvelope(String body, String message) {
        assertThat(FaultText.in(body)).isEqualTo(message);
    }
}
