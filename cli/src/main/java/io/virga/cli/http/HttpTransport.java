package io.virga.cli.http;

import io.virga.cli.failure.CliFailure;
import io.virga.cli.failure.Sentence;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.FileSystemException;
import java.time.Duration;
import java.util.Objects;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLException;

/// Sends requests and reads answers; knows nothing of OpenStack.
///
/// It uses the JDK's old `HttpURLConnection`, because loading `java.net.http` costs half a second of every start. Only
/// PATCH, which the old class refuses, goes through the new one.
public final class HttpTransport {

    private static final int CONNECT_MILLIS = 10_000;
    private static final int READ_MILLIS = 300_000;

    private final Tls tls;
    private final RequestLog log;

    public HttpTransport(Tls tls, RequestLog log) {
        this.tls = tls;
        this.log = log;
        // A POST that was answered by a closed connection may have been carried out: never send it twice.
        System.setProperty("sun.net.http.retryPost", "false");
    }

    public Reply send(Request request) {
        return send(request, null);
    }

    /// Streams a successful answer's body into `sink` and leaves the reply's own body empty.
    public Reply send(Request request, OutputStream sink) {
        log.sending(request);
        var start = System.nanoTime();
        try {
            var reply = request.method().equals("PATCH") ? patch(request) : exchange(request, sink);
            log.received(request, reply, Duration.ofNanos(System.nanoTime() - start));
            return reply;
        } catch (IOException e) {
            throw unreachable(request.url(), e);
        }
    }

    private Reply exchange(Request request, OutputStream sink) throws IOException {
        var connection = open(request);
        if (request.content() != null) {
            // The service may refuse and answer before it has read everything; its answer matters, not our broken pipe.
            upload(request.content(), connection);
        } else if (request.body() != null) {
            // Not streamed: in that mode the JDK throws the body of a 401 away, and with it the reason.
            connection.setDoOutput(true);
            try (var out = connection.getOutputStream()) {
                out.write(request.bytes());
            }
        }
        return read(connection, sink);
    }

    private HttpURLConnection open(Request request) throws IOException {
        var connection = (HttpURLConnection) address(request).toURL().openConnection();
        if (connection instanceof HttpsURLConnection secure && !tls.isDefault()) {
            secure.setSSLSocketFactory(tls.context().getSocketFactory());
            if (tls.insecure()) {
                secure.setHostnameVerifier((host, session) -> true);
            }
        }
        connection.setConnectTimeout(CONNECT_MILLIS);
        connection.setReadTimeout(READ_MILLIS);
        connection.setInstanceFollowRedirects(false);
        connection.setRequestMethod(request.method());
        request.headers().forEach(connection::setRequestProperty);
        return connection;
    }

    private static URI address(Request request) {
        try {
            var uri = URI.create(request.url());
            if (uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // falls through to the same refusal
        }
        throw CliFailure.of("'" + request.url() + "' is no address of an http service.")
                .advise("Check OS_AUTH_URL, or the service's endpoint: virga catalog list");
    }

    private static void upload(Content content, HttpURLConnection connection) throws IOException {
        connection.setDoOutput(true);
        var size = content.size();
        if (size == Content.UNKNOWN) {
            connection.setChunkedStreamingMode(1 << 16);
        } else {
            connection.setFixedLengthStreamingMode(size);
        }
        var bytes = content.open();
        try (var in = new Source(bytes)) {
            var out = connection.getOutputStream();
            in.transferTo(out);
            out.close();
        } catch (Source.Broken e) {
            // Not by closing the body: that would end it as if it were whole.
            connection.disconnect();
            throw CliFailure.of("What is sent cannot be read to its end: " + sentence(e.getCause()))
                    .advise("The service has not got the whole.");
        } catch (IOException e) {
            if (connection.getResponseCode() < 400) {
                throw e;
            }
        }
    }

    private static Reply read(HttpURLConnection connection, OutputStream sink) throws IOException {
        var status = connection.getResponseCode();
        try (var in = body(connection, status)) {
            if (sink != null && status < 300) {
                download(in, connection.getContentLengthLong(), sink);
                return new Reply(status, connection.getHeaderFields(), new byte[0]);
            }
            return new Reply(status, connection.getHeaderFields(), in.readAllBytes());
        }
    }

    // The JDK notices a body that is cut short, but says only "Premature EOF".
    private static void download(InputStream in, long promised, OutputStream sink) throws IOException {
        var buffer = new byte[1 << 16];
        long come = 0;
        try {
            for (var read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                sink.write(buffer, 0, read);
                come += read;
            }
        } catch (IOException e) {
            throw come < promised ? new EOFException("only %d of %d bytes have come".formatted(come, promised)) : e;
        }
    }

    private static InputStream body(HttpURLConnection connection, int status) throws IOException {
        var stream = status < 400 ? connection.getInputStream() : connection.getErrorStream();
        return stream == null ? InputStream.nullInputStream() : stream;
    }

    private Reply patch(Request request) throws IOException {
        var builder = HttpRequest.newBuilder(address(request)).timeout(Duration.ofMillis(READ_MILLIS));
        request.headers().forEach(builder::header);
        builder.method("PATCH", HttpRequest.BodyPublishers.ofByteArray(request.bytes()));
        var client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofMillis(CONNECT_MILLIS));
        if (!tls.isDefault()) {
            client.sslContext(tls.context());
        }
        try (var http = client.build()) {
            var answer = http.send(builder.build(), HttpResponse.BodyHandlers.ofByteArray());
            return new Reply(answer.statusCode(), answer.headers().map(), answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static CliFailure unreachable(String url, IOException e) {
        var uri = URI.create(url);
        var place = uri.getScheme() + "://" + uri.getRawAuthority();
        return switch (e) {
            case ConnectException _, NoRouteToHostException _ ->
                CliFailure.of("Nothing answers at " + place + ".")
                        .advise("Is the cloud up? (./dev status)  Is the address right? (OS_AUTH_URL, clouds.yaml)")
                        .causedBy(e);
            case UnknownHostException _ ->
                CliFailure.of("No machine is known under the name '" + uri.getHost() + "'.")
                        .advise("Check the address in OS_AUTH_URL or clouds.yaml.")
                        .causedBy(e);
            case SocketTimeoutException _ ->
                CliFailure.of(place + " did not answer in time.")
                        .advise("Is the service healthy? (./dev status)  Then try again.")
                        .causedBy(e);
            case SSLException _ ->
                CliFailure.of("No trusted connection to " + place + ": " + sentence(e))
                        .advise("Name the authority's certificate by --os-cacert; --insecure trusts anybody.")
                        .causedBy(e);
            case FileSystemException _ ->
                CliFailure.of("Cannot read the file " + e.getMessage() + ".")
                        .advise("Is it still there, and may you read it?")
                        .causedBy(e);
            default ->
                CliFailure.of("The talk with " + place + " broke off: " + sentence(e))
                        .advise("Is the service healthy? (./dev status)  --debug shows the request.")
                        .causedBy(e);
        };
    }

    private static String sentence(Throwable e) {
        return Sentence.ended(
                Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName()));
    }
}
