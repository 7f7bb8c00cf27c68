package io.virga.image.store;

import io.minio.MinioAsyncClient;
import io.minio.ServerSideEncryption;
import io.minio.ServerSideEncryptionKms;
import io.minio.ServerSideEncryptionS3;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.net.PemTrustOptions;
import io.virga.image.store.StoreConfig.AddressStyle;
import io.virga.image.store.StoreConfig.Encryption;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;

/// A store's settings as the S3 client takes them. What does not make sense is an `IllegalStateException` that names
/// the setting and what to do.
final class S3Settings {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration SILENCE = Duration.ofSeconds(60);
    static final int REQUESTS_AT_ONCE = 512;
    private static final int STREAMED_AT_ONCE = 64 << 10;

    private final String store;
    private final StoreConfig config;

    S3Settings(String store, StoreConfig config) {
        this.store = store;
        this.config = config;
        requireEndpoint(config.endpoint());
        if (config.caFile().isPresent() && !isSecure()) {
            throw wrong("ca-file", "is only for an endpoint with https");
        }
    }

    private void requireEndpoint(URI endpoint) {
        var plain = endpoint.getHost() != null
                && List.of("", "/").contains(endpoint.getPath())
                && endpoint.getQuery() == null
                && endpoint.getUserInfo() == null;
        if (!plain || !List.of("http", "https").contains(endpoint.getScheme())) {
            throw wrong("endpoint", "is http:// or https:// with a host and nothing behind its port");
        }
    }

    private boolean isSecure() {
        return config.endpoint().getScheme().equals("https");
    }

    private IllegalStateException wrong(String setting, String rule) {
        return new IllegalStateException("image.stores.%s.%s %s".formatted(store, setting, rule));
    }

    MinioAsyncClient client(OkHttpClient http) {
        try {
            var client = MinioAsyncClient.builder()
                    .endpoint(config.endpoint().toString())
                    .region(config.region())
                    .credentials(config.accessKey(), config.secretKey())
                    .httpClient(http)
                    .build();
            if (config.addressStyle() == AddressStyle.VIRTUAL_HOST) {
                client.enableVirtualStyleEndpoint();
            } else {
                client.disableVirtualStyleEndpoint();
            }
            return client;
        } catch (IllegalArgumentException e) {
            throw wrong("endpoint", "or .region is not as S3 has it: " + e.getMessage());
        }
    }

    /// Empty when the bucket decides.
    Optional<ServerSideEncryption> encryption() {
        if (config.kmsKeyId().isPresent() != (config.encryption() == Encryption.SSE_KMS)) {
            throw wrong("kms-key-id", "and .encryption=sse-kms need each other: set both, or neither");
        }
        return switch (config.encryption()) {
            case NONE -> Optional.empty();
            case SSE_S3 -> Optional.of(new ServerSideEncryptionS3());
            case SSE_KMS -> Optional.of(kms(config.kmsKeyId().orElseThrow()));
        };
    }

    private ServerSideEncryption kms(String key) {
        if (!isSecure()) {
            throw wrong("encryption", "is sse-kms, which S3 allows only at an endpoint with https");
        }
        try {
            return new ServerSideEncryptionKms(key, Map.of());
        } catch (IOException e) {
            throw wrong("kms-key-id", "cannot be sent: " + e.getMessage());
        }
    }

    OkHttpClient httpClient() {
        var dispatcher = new Dispatcher(Executors.newVirtualThreadPerTaskExecutor());
        dispatcher.setMaxRequests(REQUESTS_AT_ONCE);
        dispatcher.setMaxRequestsPerHost(REQUESTS_AT_ONCE);
        var builder = new OkHttpClient.Builder()
                .dispatcher(dispatcher)
                .connectTimeout(CONNECT)
                .readTimeout(SILENCE)
                .writeTimeout(SILENCE)
                .protocols(List.of(Protocol.HTTP_1_1));
        config.caFile().ifPresent(file -> trustOnly(file, builder));
        return builder.build();
    }

    /// For bytes that are only passed on. Each comes by a connection of its own, because that belongs to an event loop.
    HttpClientOptions streams() {
        var options = new HttpClientOptions()
                .setConnectTimeout(Math.toIntExact(CONNECT.toMillis()))
                .setKeepAlive(false)
                .setMaxPoolSize(REQUESTS_AT_ONCE)
                .setMaxWaitQueueSize(0)
                .setMaxChunkSize(STREAMED_AT_ONCE);
        config.caFile().ifPresent(file -> options.setTrustOptions(new PemTrustOptions().addCertPath(file.toString())));
        return options;
    }

    private void trustOnly(Path file, OkHttpClient.Builder client) {
        try (var input = Files.newInputStream(file)) {
            var authorities = KeyStore.getInstance(KeyStore.getDefaultType());
            authorities.load(null, null);
            for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(input)) {
                authorities.setCertificateEntry("ca-" + authorities.size(), certificate);
            }
            if (authorities.size() == 0) {
                throw wrong("ca-file", "contains no certificate in PEM: " + file);
            }
            var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(authorities);
            var trust = (X509TrustManager) factory.getTrustManagers()[0];
            var context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {trust}, null);
            client.sslSocketFactory(context.getSocketFactory(), trust);
        } catch (IOException | GeneralSecurityException e) {
            throw wrong("ca-file", "is no readable file of certificates in PEM: " + e);
        }
    }
}
