package io.virga.image;

import io.minio.ListObjectsArgs;
import io.minio.MinioAsyncClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.opentest4j.TestAbortedException;

/// The server that the system properties `s3.test.endpoint`, `.access-key` and `.secret-key` name, with buckets
/// of this run alone. Nobody takes it away, and its files are not ours.
final class S3Elsewhere implements TestS3 {

    private static final String ENDPOINT = "s3.test.endpoint";

    private final String run = UUID.randomUUID().toString().substring(0, 8);
    private final List<String> buckets = new ArrayList<>();
    private final MinioAsyncClient client = MinioAsyncClient.builder()
            .endpoint(System.getProperty(ENDPOINT))
            .region("us-east-1")
            .credentials(key(), secret())
            .build();

    static boolean isNamed() {
        return System.getProperty(ENDPOINT) != null;
    }

    private static String key() {
        return System.getProperty("s3.test.access-key");
    }

    private static String secret() {
        return System.getProperty("s3.test.secret-key");
    }

    @Override
    public Map<String, String> store(String name, String bucket) {
        var ours = bucket + "-" + run;
        buckets.add(ours);
        return S3Process.settings(name, System.getProperty(ENDPOINT), key(), secret(), ours);
    }

    @Override
    public void start() {
        // it runs
    }

    @Override
    public void await() {
        // it answers
    }

    @Override
    public void stop() {
        throw notOurs();
    }

    @Override
    public void freeze() {
        throw notOurs();
    }

    @Override
    public void goOn() {
        // it was not frozen
    }

    @Override
    public List<String> objects() {
        return buckets.stream().flatMap(bucket -> objects(bucket).stream()).toList();
    }

    private List<String> objects(String bucket) {
        try {
            var names = new ArrayList<String>();
            for (var item : client.listObjects(
                    ListObjectsArgs.builder().bucket(bucket).recursive(true).build())) {
                names.add(bucket + "/" + item.get().objectName());
            }
            client.listMultipartUploadsAsync(bucket, null, null, null, null, null, null, null, null, null)
                    .get()
                    .result()
                    .uploads()
                    .forEach(upload -> names.add(bucket + "/" + upload.objectName() + "#" + upload.uploadId()));
            return names;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Optional<Path> file(String key) {
        throw notOurs();
    }

    private static TestAbortedException notOurs() {
        return new TestAbortedException("needs an S3 server of its own");
    }
}
