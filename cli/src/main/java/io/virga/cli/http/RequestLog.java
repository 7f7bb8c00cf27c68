package io.virga.cli.http;

import io.virga.cli.output.SafeText;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// What `--debug` and `--timing` say on stderr about requests. Secrets never get this far: headers that carry tokens
/// and fields that carry passwords, tokens or private keys are blotted out first.
public final class RequestLog {

    private static final Set<String> SECRET_HEADERS =
            Set.of("x-auth-token", "x-subject-token", "authorization", "set-cookie", "cookie");
    private static final Pattern SECRET_FIELDS = Pattern.compile(
            "(?i)(\"(?:password|original_password|adminPass|secret|private_key|user_data|token|passcode|blob|access_token|id_token|refresh_token)\"\\s*:\\s*)\"(?:[^\"\\\\]|\\\\.)*\"");
    private static final Pattern TOKEN_ID =
            Pattern.compile("(\"token\"\\s*:\\s*\\{\\s*\"id\"\\s*:\\s*)\"(?:[^\"\\\\]|\\\\.)*\"");
    private static final Pattern SECRET_FORM_FIELDS = Pattern.compile("(^|&)(password|code|client_secret)=[^&]*");
    private static final int LONGEST_BODY = 8000;

    private final PrintStream err;
    private final boolean debug;
    private final boolean timing;

    public RequestLog(PrintStream err, boolean debug, boolean timing) {
        this.err = err;
        this.debug = debug;
        this.timing = timing;
    }

    void sending(Request request) {
        if (!debug) {
            return;
        }
        err.println("> " + request.method() + " " + request.url());
        request.headers().forEach((name, value) -> header(">", name, List.of(value)));
        if (request.body() != null) {
            err.println("> " + blotted(request.body()));
        }
    }

    void received(Request request, Reply reply, Duration time) {
        if (debug) {
            err.println("< " + reply.status() + " after " + time.toMillis() + " ms");
            reply.headers().entrySet().stream()
                    .filter(header -> header.getKey() != null)
                    .sorted(Map.Entry.comparingByKey())
                    .forEach(header -> header("<", header.getKey(), header.getValue()));
            if (reply.body().length > 0) {
                err.println("< " + blotted(reply.text()));
            }
        } else if (timing) {
            err.printf(Locale.ROOT, "%6d ms  %s %s%n", time.toMillis(), request.method(), request.url());
        }
    }

    private void header(String mark, String name, List<String> values) {
        var secret = SECRET_HEADERS.contains(name.toLowerCase(Locale.ROOT));
        err.println(mark + " " + name + ": " + (secret ? "***" : SafeText.escaped(String.join(", ", values))));
    }

    static String blotted(String body) {
        var once = SECRET_FIELDS.matcher(body).replaceAll("$1\"***\"");
        var twice = SECRET_FORM_FIELDS.matcher(once).replaceAll("$1$2=***");
        var safe = SafeText.escaped(TOKEN_ID.matcher(twice).replaceAll("$1\"***\""));
        return safe.length() <= LONGEST_BODY ? safe : safe.substring(0, LONGEST_BODY) + "…";
    }
}
