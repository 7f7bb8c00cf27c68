package io.virga.image.store;

import com.google.common.collect.Multimaps;
import io.minio.BucketExistsArgs;
import io.minio.MakeBucketArgs;
import io.minio.MinioAsyncClient;
import io.minio.ServerSideEncryption;
import io.minio.errors.ErrorResponseException;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientResponse;
import io.virga.model.CloudException.Unavailable;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import okhttp3.Request;

/// The connection to the bucket of one store, with its failures in the language of the cloud.
final class S3Connection {

    private static final int WAIT_SECONDS = 5;
    private static final long LONGEST_ANSWER = 4 << 20;

    private final String store;
    private final String bucket;
    private final String server;
    private final boolean readOnly;
    private final Optional<ServerSideEncryption> encryption;
    private final OkHttpClient http;
    private final MinioAsyncClient client;
    private final SignedStream streams;
    private final PartSender parts;

    /// `IllegalStateException` with the setting to change when `config` does not make sense.
    S3Connection(String store, StoreConfig config, Vertx vertx) {
        this.store = store;
        bucket = config.bucket();
        readOnly = config.readOnly();
        server = String.join(" ", config.endpoint().toString(), config.region(), config.accessKey());
        var settings = new S3Settings(store, config);
        encryption = settings.encryption();
        http = settings.httpClient();
        client = settings.client(http);
        streams = new SignedStream(vertx, settings.streams());
        parts = new PartSender(this, config.partsAtOnce());
    }

    String bucket() {
        return bucket;
    }

    PartSender parts() {
        return parts;
    }

    /// What the server is to be told with each object that is begun.
    Optional<ServerSideEncryption> encryption() {
        return encryption;
    }

    /// Whether the server can copy from the other's bucket to this one by itself.
    boolean isBesides(S3Connection other) {
        return server.equals(other.server);
    }

    /// Makes the bucket when it is not there.
    void prepare() {
        var there = call(client ->
                client.bucketExists(BucketExistsArgs.builder().bucket(bucket).build()));
        if (!there && !readOnly) {
            call(client ->
                    client.makeBucket(MakeBucketArgs.builder().bucket(bucket).build()));
        }
    }

    /// Returns the server's name for the upload.
    String beginMultipart(String key) {
        var headers = encryption.map(sse -> Multimaps.forMap(sse.headers())).orElse(null);
        return call(client -> client.createMultipartUploadAsync(bucket, null, key, headers, null))
                .result()
                .uploadId();
    }

    /// A call to the server whose answer may be waited for.
    @FunctionalInterface
    interface Call<T> {
        CompletableFuture<T> begin(MinioAsyncClient client) throws Exception;
    }

    /// A call whose answer is there when it returns.
    @FunctionalInterface
    interface Direct<T> {
        T run(MinioAsyncClient client) throws Exception;
    }

    /// What the server's answer means.
    @FunctionalInterface
    interface Reading<T> {
        T of(String answer) throws IOException;
    }

    /// A GET by a signed URL, for answers that the SDK does not read from every server.
    <T> T read(URI url, Reading<T> reading) {
        var request = new Request.Builder().url(url.toString()).build();
        try (var answer = http.newCall(request).execute()) {
            var text = answer.peekBody(LONGEST_ANSWER).string();
            if (!answer.isSuccessful()) {
                throw Refused.of(answer.code(), text);
            }
            return reading.of(text);
        } catch (IOException e) {
            throw unavailable(e);
        }
    }

    /// The same for `length` bytes of an object from `offset` on.
    InputStream read(URI url, long offset, long length) {
        try {
            return new SignedGet(http).range(url, offset, length);
        } catch (IOException e) {
            throw unavailable(e);
        }
    }

    /// The same bytes, at least one, paused on the event loop of the request that is being answered.
    HttpClientResponse stream(URI url, long offset, long length) {
        try {
            return streams.range(url, offset, length);
        } catch (IOException e) {
            throw unavailable(e);
        }
    }

    <T> CompletableFuture<T> begin(Call<T> call) {
        return direct(call::begin);
    }

    <T> T call(Call<T> call) {
        return await(begin(call));
    }

    <T> T direct(Direct<T> call) {
        try {
            return call.run(client);
        } catch (Exception e) {
            throw unavailable(e);
        }
    }

    <T> T await(CompletableFuture<T> answer) {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw unavailable(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable(e);
        }
    }

    /// Waits for an answer that takes its time; `waiting` is run every few seconds meanwhile. What that throws is
    /// thrown when the answer has come.
    <T> T await(CompletableFuture<T> answer, Runnable waiting) {
        try {
            while (isOpen(answer)) {
                waiting.run();
            }
        } catch (RuntimeException e) {
            answer.exceptionally(_ -> null).join();
            throw e;
        }
        return await(answer);
    }

    /// False once the answer is there, whatever it is; true when it was not for a few seconds.
    private static boolean isOpen(CompletableFuture<?> answer) {
        try {
            answer.get(WAIT_SECONDS, TimeUnit.SECONDS);
            return false;
        } catch (TimeoutException e) {
            return true;
        } catch (ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// S3's word for what went wrong, empty when the server did not say.
    static String code(Unavailable refusal) {
        return Stream.<Throwable>iterate(refusal, cause -> cause != null, Throwable::getCause)
                .map(S3Connection::ownCode)
                .filter(code -> !code.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static String ownCode(Throwable cause) {
        return switch (cause) {
            case ErrorResponseException said -> said.errorResponse().code();
            case Refused refused -> refused.code;
            default -> "";
        };
    }

    /// A refusal of what was not asked by the SDK.
    private static final class Refused extends IOException {

        private static final Pattern CODE = Pattern.compile("<Code>(\\w+)</Code>");

        private final String code;

        private Refused(int status, String code) {
            super("the server answered %d %s".formatted(status, code));
            this.code = code;
        }

        static Refused of(int status, String answer) {
            var code = CODE.matcher(answer);
            return new Refused(status, code.find() ? code.group(1) : "");
        }
    }

    Unavailable unavailable(Throwable cause) {
        return new Unavailable("image store " + store, cause);
    }
}
