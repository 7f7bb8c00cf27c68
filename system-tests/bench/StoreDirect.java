import io.minio.GetObjectArgs;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.stream.IntStream;

/// The image service's SDK and store without the image service: `put FILE BUCKET KEY COUNT`, `hash` with the same arguments,
/// which takes MD5 and SHA-512 as well, and `get BUCKET KEY COUNT`; COUNT of them at the same time, in milliseconds of the
/// second round. The endpoint and the keys are in the environment.
final class StoreDirect {

    /// The service's own.
    private static final long PART = 7 << 20;

    private StoreDirect() {}

    private interface Transfer {
        void run(int number) throws Exception;
    }

    public static void main(String[] arguments) throws Exception {
        var store = MinioClient.builder()
                .endpoint(System.getenv("S3_ENDPOINT"))
                .credentials(System.getenv("S3_ACCESS_KEY"), System.getenv("S3_SECRET_KEY"))
                .build();
        var hash = arguments[0].equals("hash");
        var put = hash || arguments[0].equals("put");
        var count = Integer.parseInt(arguments[put ? 4 : 3]);
        Transfer transfer = put
                ? number -> put(store, Path.of(arguments[1]), arguments[2], arguments[3] + number, hash)
                : number -> get(store, arguments[1], arguments[2]);
        milliseconds(count, transfer);
        System.out.println(milliseconds(count, transfer));
        System.exit(0); // the SDK's threads would live on for a minute
    }

    private static long milliseconds(int count, Transfer transfer) throws Exception {
        var began = System.nanoTime();
        var threads = IntStream.range(0, count)
                .mapToObj(number -> Thread.ofPlatform().start(() -> {
                    try {
                        transfer.run(number);
                    } catch (Exception e) {
                        e.printStackTrace();
                        System.exit(1);
                    }
                }))
                .toList();
        for (var thread : threads) {
            thread.join();
        }
        return (System.nanoTime() - began) / 1_000_000;
    }

    private static void put(MinioClient store, Path file, String bucket, String key, boolean hash) throws Exception {
        try (var in = hash ? hashed(Files.newInputStream(file)) : Files.newInputStream(file)) {
            store.putObject(PutObjectArgs.builder()
                    .bucket(bucket)
                    .object(key)
                    .stream(in, Files.size(file), PART)
                    .build());
        }
    }

    private static InputStream hashed(InputStream file) throws GeneralSecurityException {
        var md5 = new DigestInputStream(file, MessageDigest.getInstance("MD5"));
        return new DigestInputStream(md5, MessageDigest.getInstance("SHA-512"));
    }

    private static void get(MinioClient store, String bucket, String key) throws Exception {
        try (var in = store.getObject(
                GetObjectArgs.builder().bucket(bucket).object(key).build())) {
            in.transferTo(OutputStream.nullOutputStream());
        }
    }
}
