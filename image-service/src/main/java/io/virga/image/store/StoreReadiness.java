package io.virga.image.store;

import io.minio.BucketExistsArgs;
import io.minio.MakeBucketArgs;
import io.virga.model.CloudException.Unavailable;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// Ready when the S3 server answers and the bucket is there; makes the bucket when it is not.
@Readiness
@ApplicationScoped
class StoreReadiness implements HealthCheck {

    private final S3Connection s3;

    StoreReadiness(S3Connection s3) {
        this.s3 = s3;
    }

    @Override
    public HealthCheckResponse call() {
        var answer = HealthCheckResponse.named("image store");
        try {
            prepare();
            return answer.up().build();
        } catch (Unavailable e) {
            return answer.down().withData("reason", e.detail()).build();
        }
    }

    void prepare() {
        var there = s3.call(client -> client.bucketExists(
                BucketExistsArgs.builder().bucket(s3.bucket()).build()));
        if (!there) {
            s3.call(client -> client.makeBucket(
                    MakeBucketArgs.builder().bucket(s3.bucket()).build()));
        }
    }
}
