package io.virga.compute.keypair;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import java.util.List;

/// A key pair that we have made for a user, who gets the private half once; we keep only the public one. It is RSA in
/// PKCS#1, the one form that every SSH client reads.
record GeneratedKey(SshPublicKey publicKey, String privateKey) {

    private static final int BITS = 2048;
    private static final int DER_INTEGER = 0x02;
    private static final int DER_SEQUENCE = 0x30;

    static GeneratedKey rsa() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            var pair = generator.generateKeyPair();
            return new GeneratedKey(
                    publicKey((RSAPublicKey) pair.getPublic()), pem((RSAPrivateCrtKey) pair.getPrivate()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SshPublicKey publicKey(RSAPublicKey key) {
        var type = "ssh-rsa";
        var blob = new ByteArrayOutputStream();
        for (var part : List.of(
                type.getBytes(StandardCharsets.US_ASCII),
                key.getPublicExponent().toByteArray(),
                key.getModulus().toByteArray())) {
            blob.writeBytes(
                    ByteBuffer.allocate(Integer.BYTES).putInt(part.length).array());
            blob.writeBytes(part);
        }
        return SshPublicKey.of(blob.toByteArray(), type);
    }

    private static String pem(RSAPrivateCrtKey key) {
        var numbers = new ByteArrayOutputStream();
        for (var number : List.of(
                BigInteger.ZERO,
                key.getModulus(),
                key.getPublicExponent(),
                key.getPrivateExponent(),
                key.getPrimeP(),
                key.getPrimeQ(),
                key.getPrimeExponentP(),
                key.getPrimeExponentQ(),
                key.getCrtCoefficient())) {
            numbers.writeBytes(der(DER_INTEGER, number.toByteArray()));
        }
        var encoded =
                Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der(DER_SEQUENCE, numbers.toByteArray()));
        return "-----BEGIN RSA PRIVATE KEY-----\n" + encoded + "\n-----END RSA PRIVATE KEY-----\n";
    }

    private static byte[] der(int tag, byte[] content) {
        var out = new ByteArrayOutputStream();
        out.write(tag);
        if (content.length < 0x80) {
            out.write(content.length);
        } else {
            var length = BigInteger.valueOf(content.length).toByteArray();
            var from = length[0] == 0 ? 1 : 0;
            out.write(0x80 | (length.length - from));
            out.write(length, from, length.length - from);
        }
        out.writeBytes(content);
        return out.toByteArray();
    }
}
