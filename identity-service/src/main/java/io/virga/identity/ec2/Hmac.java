package io.virga.identity.ec2;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The hashes that AWS's signatures are made of.
final class Hmac {

    private Hmac() {}

    static byte[] sha256(byte[] key, String text) {
        return hmac("HmacSHA256", key, text);
    }

    static byte[] sha1(byte[] key, String text) {
        return hmac("HmacSHA1", key, text);
    }

    static String digest(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes(text)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Signature Version 4's, for a scope `date/region/service/aws4_request`.
    static String version4(String secret, String[] scope, String stringToSign) {
        var key = bytes("AWS4" + secret);
        for (var part : scope) {
            key = sha256(key, part);
        }
        return HexFormat.of().formatHex(sha256(key, stringToSign));
    }

    static String base64(byte[] hash) {
        return Base64.getEncoder().encodeToString(hash);
    }

    /// Takes as long for texts that differ at the beginning as for those that differ at the end.
    static boolean equal(String one, String other) {
        return MessageDigest.isEqual(bytes(one), bytes(other));
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] hmac(String algorithm, byte[] key, String text) {
        try {
            var mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key, algorithm));
            return mac.doFinal(bytes(text));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
