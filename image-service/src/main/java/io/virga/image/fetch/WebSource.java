package io.virga.image.fetch;

import io.virga.image.ImageConfig;
import io.virga.image.data.MinimumRate;
import io.virga.model.CloudException.Invalid;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import org.jboss.logging.Logger;

/// Fetches what a user's URL names, from the open internet only (SEC-13): every hop of a redirect is looked at like the
/// first. Nothing of ours is sent along (SEC-14), and no answer tells whether something is there inside (SEC-15).
@ApplicationScoped
public class WebSource {

    private static final Logger log = Logger.getLogger(WebSource.class);
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration SILENCE = Duration.ofSeconds(60);
    private static final int MOST_HOPS = 5;
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

    private static final Duration ANSWER = Duration.ofMinutes(2);

    /// A connection that a server has closed meanwhile would be taken for a download that failed.
    private static final ConnectionPool NO_POOL = new ConnectionPool(0, 1, TimeUnit.SECONDS);

    private final Set<Integer> ports;
    private final Set<String> trustedHosts;
    private final long rate;
    private final Duration window;
    private final OkHttpClient trusting;
    private final OkHttpClient guarded;

    WebSource(ImageConfig config) {
        var rules = config.webDownload();
        ports = rules.ports();
        trustedHosts = rules.trustedHosts().orElse(Set.of());
        rate = rules.minimumRate().asLongValue();
        window = rules.rateWindow();
        trusting = new OkHttpClient.Builder()
                .followRedirects(false)
                .followSslRedirects(false)
                .retryOnConnectionFailure(false)
                .connectionPool(NO_POOL)
                .proxy(Proxy.NO_PROXY)
                .protocols(List.of(Protocol.HTTP_1_1))
                .connectTimeout(CONNECT)
                .readTimeout(SILENCE)
                .callTimeout(rules.longest())
                .build();
        guarded = trusting.newBuilder().socketFactory(new GuardedSockets()).build();
    }

    /// Throws `Invalid` for a URL that is never fetched from, so that its user learns it at once.
    public void require(String url) {
        var parsed = HttpUrl.parse(url);
        if (parsed == null) {
            throw new Invalid("Only valid http and https URLs can be imported from.");
        }
        if (!parsed.username().isEmpty() || !parsed.password().isEmpty()) {
            throw new Invalid("A URL to import from contains no user and no password.");
        }
        if (!isTrusted(parsed) && !ports.contains(parsed.port())) {
            throw new Invalid("Nothing is imported from port %d: the ports are %s."
                    .formatted(parsed.port(), new TreeSet<>(ports)));
        }
    }

    /// The data at the URL, to be closed by the caller. Throws `Invalid` when it cannot be had, without saying why.
    public InputStream open(String url) {
        try {
            return follow(url, MOST_HOPS);
        } catch (IOException | RuntimeException e) {
            log.debugf(e, "a download failed");
            throw new Invalid("The data could not be fetched from the URL.");
        }
    }

    private InputStream follow(String url, int hops) throws IOException {
        require(url);
        var target = HttpUrl.get(url);
        var answer = answer(client(target).newCall(request(target)));
        if (answer.code() == 200) {
            return new MinimumRate(new Body(answer), rate, window, System::nanoTime);
        }
        try (answer) {
            var next = answer.header("Location");
            var resolved = next == null ? null : target.resolve(next);
            if (!REDIRECTS.contains(answer.code()) || resolved == null || hops == 0) {
                throw new IOException("the answer is " + answer.code());
            }
            return follow(resolved.toString(), hops - 1);
        }
    }

    // A server that sends its headers byte by byte is never silent.
    private static Response answer(Call call) throws IOException {
        var late = CompletableFuture.runAsync(
                call::cancel, CompletableFuture.delayedExecutor(ANSWER.toSeconds(), TimeUnit.SECONDS));
        try {
            return call.execute();
        } finally {
            late.cancel(false);
        }
    }

    private OkHttpClient client(HttpUrl target) {
        return isTrusted(target) ? trusting : guarded;
    }

    private boolean isTrusted(HttpUrl target) {
        return trustedHosts.contains(target.host() + ":" + target.port())
                || (trustedHosts.contains(target.host()) && ports.contains(target.port()));
    }

    // Compressed on the way it could be much more than it seems.
    private static Request request(HttpUrl target) {
        return new Request.Builder()
                .url(target)
                .header("Accept-Encoding", "identity")
                .header("User-Agent", "virga")
                .build();
    }

    private static final class Body extends FilterInputStream {

        private final Response answer;

        Body(Response answer) {
            super(answer.body().byteStream());
            this.answer = answer;
        }

        @Override
        public void close() {
            answer.close();
        }
    }
}
