package io.virga.cli.delegation;

import io.virga.cli.command.Usage;
import io.virga.cli.resource.Body;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import picocli.CommandLine.Option;

/// `--expiration`: when something handed on ends, in UTC.
final class Expiration {

    @Option(
            names = "--expiration",
            paramLabel = "<expiration>",
            description = "When it ends, in UTC as YYYY-mm-ddTHH:MM:SS (without it, never)")
    private String end;

    Body addTo(Body body) {
        return body.with("expires_at", end == null ? null : time());
    }

    private String time() {
        try {
            var time = LocalDateTime.parse(end.endsWith("Z") ? end.substring(0, end.length() - 1) : end);
            return time.format(DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'"));
        } catch (DateTimeParseException e) {
            throw Usage.wrong("--expiration expects YYYY-mm-ddTHH:MM:SS, not '" + end + "'");
        }
    }
}
