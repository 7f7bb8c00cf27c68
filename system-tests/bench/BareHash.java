import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;

/// What a password check costs by itself: the same library, cost and digest as the identity service's `Passwords`.
/// Arguments: bcrypt's cost, seconds. Prints milliseconds of wall time and of CPU for each check.
class BareHash {
    void main(String[] arguments) throws Exception {
        var cost = Integer.parseInt(arguments[0]);
        var seconds = Integer.parseInt(arguments[1]);
        var sha = MessageDigest.getInstance("SHA-256").digest("virga password:a password".getBytes(StandardCharsets.UTF_8));
        var digest = Base64.getEncoder().encode(sha);
        var hash = OpenBSDBCrypt.generate("2b", digest, new byte[16], cost);
        check(hash, digest, 2); // compiled by then
        check(hash, digest, seconds);
    }

    private static void check(String hash, byte[] digest, int seconds) {
        var began = System.nanoTime();
        var cpu = ProcessHandle.current().info().totalCpuDuration().orElseThrow();
        var checks = 0;
        while (System.nanoTime() - began < seconds * 1_000_000_000L) {
            if (!OpenBSDBCrypt.checkPassword(hash, digest)) {
                throw new AssertionError();
            }
            checks++;
        }
        var wall = (System.nanoTime() - began) / 1e6 / checks;
        var used = ProcessHandle.current().info().totalCpuDuration().orElseThrow().minus(cpu).toMillis();
        if (seconds > 2) {
            System.out.printf("%.2f %.2f%n", wall, (double) used / checks);
        }
    }
}
