package io.virga.image.store;

import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/// One store: a bucket of an S3 server.
public interface StoreConfig {

    URI endpoint();

    String accessKey();

    String secretKey();

    @WithDefault("virga-images")
    String bucket();

    @WithDefault("us-east-1")
    String region();

    @WithDefault("path")
    AddressStyle addressStyle();

    /// The authorities, in PEM, that the server's certificate must come from. Without it those of the JDK.
    Optional<Path> caFile();

    /// How the server is told to encrypt what it stores.
    @WithDefault("none")
    Encryption encryption();

    /// The key for `sse-kms`.
    Optional<String> kmsKeyId();

    /// For people who choose between stores.
    Optional<String> description();

    /// Nothing is written to such a store, nor erased there; what images have in it can be read.
    @WithDefault("false")
    boolean readOnly();

    /// How many parts of uploads a process sends there at the same time.
    @WithDefault("4")
    int partsAtOnce();

    /// Where the bucket's name stands in a URL: in the path, or before the host.
    enum AddressStyle {
        PATH,
        VIRTUAL_HOST
    }

    enum Encryption {
        /// As the bucket is set up.
        NONE,
        SSE_S3,
        SSE_KMS
    }
}
