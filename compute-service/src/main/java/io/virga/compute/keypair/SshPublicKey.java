package io.virga.compute.keypair;

import io.virga.model.CloudException.Invalid;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Set;

/// An OpenSSH public key: `text` is one line, `fingerprint` its MD5, as the compute API shows it.
record SshPublicKey(String text, String fingerprint) {

    private static final Set<String> TYPES = Set.of(
            "ssh-rsa",
            "ssh-ed25519",
            "ssh-dss",
            "ecdsa-sha2-nistp256",
            "ecdsa-sha2-nistp384",
            "ecdsa-sha2-nistp521",
            "sk-ssh-ed25519@openssh.com",
            "sk-ecdsa-sha2-nistp256@openssh.com");

    /// `Invalid` when it is not a key: the data must be Base64 and name the same type within.
    static SshPublicKey parse(String line) {
        var text = line.strip();
        var parts = text.split("[ \t]+", 3);
        if (text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0 || parts.length < 2 || !TYPES.contains(parts[0])) {
            throw invalid();
        }
        var blob = decode(parts[1]);
        if (!typeWithin(blob).equals(parts[0])) {
            throw invalid();
        }
        return new SshPublicKey(text, fingerprint(blob));
    }

    static SshPublicKey of(byte[] blob, String type) {
        var text = type + " " + Base64.getEncoder().encodeToString(blob) + " Generated-by-Virga";
        return new SshPublicKey(text, fingerprint(blob));
    }

    private static byte[] decode(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException _) {
            throw invalid();
        }
    }

    private static String typeWithin(byte[] blob) {
        if (blob.length < Integer.BYTES) {
            throw invalid();
        }
        var buffer = ByteBuffer.wrap(blob);
        var length = buffer.getInt();
        if (length < 1 || length >= buffer.remaining()) {
            throw invalid();
        }
        return new String(blob, Integer.BYTES, length, StandardCharsets.US_ASCII);
    }

    private static String fingerprint(byte[] blob) {
        try {
            var digest = MessageDigest.getInstance("MD5").digest(blob);
            return HexFormat.ofDelimiter(":").formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Invalid invalid() {
        return new Invalid("Keypair data is invalid: failed to generate fingerprint");
    }
}
