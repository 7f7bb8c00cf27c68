package io.virga.identity.credential;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.virga.web.Fields;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/// The blob of an EC2 credential: a JSON object with the key pair. What else a client put into it means nothing.
record Ec2Blob(String access, Optional<String> secret) {

    private static final int MAX_KEY = 255;

    static Ec2Blob read(String blob) {
        var keys = Fields.parse(blob);
        return new Ec2Blob(keys.text("access", 1, MAX_KEY), keys.optionalText("secret", 1, MAX_KEY));
    }

    String text() {
        var keys = JsonNodeFactory.instance.objectNode().put("access", access);
        secret.ifPresent(text -> keys.put("secret", text));
        return keys.toString();
    }

    /// Identity v3's id of a credential for this access key.
    String accessHash() {
        return hash(access);
    }

    static String hash(String access) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(access.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
