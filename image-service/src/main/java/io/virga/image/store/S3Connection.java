package io.virga.image.store;

import io.minio.MinioAsyncClient;
import io.virga.image.ImageConfig;
import io.virga.model.CloudException.Unavailable;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;

/// The connection to the S3 server, with time limits, and with its failures in the language of the cloud.
@ApplicationScoped
class S3Connection {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration SILENCE = Duration.ofSeconds(60);
    private static final int REQUESTS_AT_ONCE = 512;

    private final String bucket;
    private final MinioAsyncClient client;

    S3Connection(ImageConfig config) {
        var s3 = config.s3();
        bucket = s3.bucket();
        client = MinioAsyncClient.builder()
                .endpoint(s3.endpoint().toString())
                .region(s3.region())
                .credentials(s3.accessKey(), s3.secretKey())
                .httpClient(httpClient())
                .build();
    }

    private static OkHttpClient httpClient() {
        var dispatcher = new Dispatcher(Executors.newVirtualThreadPerTaskExecutor());
        dispatcher.setMaxRequests(REQUESTS_AT_ONCE);
        dispatcher.setMaxRequestsPerHost(REQUESTS_AT_ONCE);
        return new OkHttpClient.Builder()
                .dispatcher(dispatcher)
                .connectTimeout(CONNECT)
                .readTimeout(SILENCE)
                .writeTimeout(SILENCE)
                .protocols(List.of(Protocol.HTTP_1_1))
                .build();
    }

    String bucket() {
        return bucket;
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

    static <T> T await(CompletableFuture<T> answer) {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw unavailable(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable(e);
        }
    }

    static Unavailable unavailable(Throwable cause) {
        return new Unavailable("image store", cause);
    }
}
