package io.virga.cli.image;

import io.virga.cli.command.ArgumentFile;
import io.virga.cli.failure.CliFailure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.KeySpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/// A file with an RSA key in PEM, as OpenSSL writes it: PKCS #8 in the clear or under a password, or PKCS #1.
final class PrivateKeyFile {

    private static final Pattern PEM =
            Pattern.compile("-----BEGIN ([A-Z ]*PRIVATE KEY)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----");

    /// What stands before a key of PKCS #1 in PKCS #8 (RFC 5958): version 0 and the algorithm, `rsaEncryption`.
    private static final byte[] RSA = HexFormat.of().parseHex("020100300d06092a864886f70d0101010500");

    private static final byte SEQUENCE = 0x30;
    private static final byte OCTETS = 0x04;

    private final Path file;
    private final Supplier<String> password;

    /// `password` is asked only when the key needs one.
    PrivateKeyFile(Path file, Supplier<String> password) {
        this.file = file;
        this.password = password;
    }

    RSAPrivateKey read() {
        var pem = PEM.matcher(ArgumentFile.text(file));
        if (!pem.find()) {
            throw unusable("It has no private key in PEM; with an old password a key is not read either: see"
                    + " openssl pkcs8 -topk8.");
        }
        try {
            var der = Base64.getMimeDecoder().decode(pem.group(2));
            return (RSAPrivateKey) KeyFactory.getInstance("RSA").generatePrivate(spec(pem.group(1), der));
        } catch (InvalidKeySpecException e) {
            throw unusable("Images are signed with RSA keys, and this is none, or the password is wrong.")
                    .causedBy(e);
        } catch (GeneralSecurityException | IOException e) {
            throw unusable("The file is damaged, or the password is wrong.").causedBy(e);
        }
    }

    private KeySpec spec(String label, byte[] der) throws GeneralSecurityException, IOException {
        return switch (label) {
            case "PRIVATE KEY" -> new PKCS8EncodedKeySpec(der);
            case "RSA PRIVATE KEY" -> new PKCS8EncodedKeySpec(wrapped(der));
            case "ENCRYPTED PRIVATE KEY" -> decrypted(new EncryptedPrivateKeyInfo(der));
            default -> throw new InvalidKeySpecException(label);
        };
    }

    // The JDK calls a scheme by the name that its parameters print.
    private KeySpec decrypted(EncryptedPrivateKeyInfo encrypted) throws GeneralSecurityException {
        var parameters = encrypted.getAlgParameters();
        var scheme = parameters.toString();
        var secret = new PBEKeySpec(password.get().toCharArray());
        var cipher = Cipher.getInstance(scheme);
        cipher.init(Cipher.DECRYPT_MODE, SecretKeyFactory.getInstance(scheme).generateSecret(secret), parameters);
        return encrypted.getKeySpec(cipher);
    }

    private static byte[] wrapped(byte[] pkcs1) {
        var inside = new ByteArrayOutputStream();
        inside.writeBytes(RSA);
        inside.writeBytes(element(OCTETS, pkcs1));
        return element(SEQUENCE, inside.toByteArray());
    }

    // Such elements are longer than 255 bytes and shorter than 65536: two bytes of length (X.690, 8.1.3.5).
    private static byte[] element(byte type, byte[] content) {
        var element = new ByteArrayOutputStream();
        element.writeBytes(new byte[] {type, (byte) 0x82, (byte) (content.length >> Byte.SIZE), (byte) content.length});
        element.writeBytes(content);
        return element.toByteArray();
    }

    private CliFailure unusable(String advice) {
        return CliFailure.of("Cannot sign with the key in " + file + ".").advise(advice);
    }
}
