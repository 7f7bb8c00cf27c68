package io.virga.cli.image;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.virga.cli.command.Secrets;
import io.virga.cli.command.Usage;
import io.virga.cli.failure.CliFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Base64;
import picocli.CommandLine.Option;

/// Signs a file on this side, where its key is, as `openstack image create` does: RSA-PSS over SHA-256 with the longest
/// salt. The service is told in four properties of the image.
final class ImageSigner {

    /// The property that is another one each time, because the salt is.
    static final String SIGNATURE = "img_signature";

    private static final String HASH = "SHA-256";
    private static final int HASH_LENGTH = 32;
    private static final int BLOCK = 1 << 20;

    @Option(
            names = "--sign-key-path",
            paramLabel = "<sign-key-path>",
            description = "Sign the image using the specified private key (RSA, PEM). Only use in combination with"
                    + " --sign-cert-id")
    private Path key;

    @Option(
            names = "--sign-cert-id",
            paramLabel = "<sign-cert-id>",
            description = "The ID of the certificate to verify the signature with. Only use in combination with"
                    + " --sign-key-path")
    private String certificate;

    /// Tells `image` who has signed `file`, if that is wanted. `file` may be null.
    void sign(Path file, ObjectNode image) {
        if (key == null && certificate == null) {
            return;
        }
        if (key == null || certificate == null) {
            throw Usage.wrong("--sign-key-path and --sign-cert-id must both be given to sign an image");
        }
        if (file == null) {
            throw Usage.wrong("signing an image needs --file");
        }
        var read = new PrivateKeyFile(
                        key, () -> Secrets.ask("Private key password: ", "a copy of the key that needs none"))
                .read();
        image.put(SIGNATURE, Base64.getEncoder().encodeToString(signature(file, read)));
        image.put("img_signature_hash_method", HASH);
        image.put("img_signature_key_type", "RSA-PSS");
        image.put("img_signature_certificate_uuid", certificate);
    }

    private static byte[] signature(Path file, RSAPrivateKey key) {
        try (var data = Files.newInputStream(file)) {
            var signature = Signature.getInstance("RSASSA-PSS");
            signature.setParameter(new PSSParameterSpec(HASH, "MGF1", MGF1ParameterSpec.SHA256, longestSalt(key), 1));
            signature.initSign(key);
            var block = new byte[BLOCK];
            for (var read = data.read(block); read >= 0; read = data.read(block)) {
                signature.update(block, 0, read);
            }
            return signature.sign();
        } catch (IOException e) {
            throw FileParts.unreadable(file, e);
        } catch (GeneralSecurityException e) {
            throw CliFailure.of("The image cannot be signed with this key.")
                    .advise("It must be an RSA key of at least 2048 bits.")
                    .causedBy(e);
        }
    }

    // RFC 8017, section 9.1: what is left of the encoded message.
    private static int longestSalt(RSAPrivateKey key) {
        return Math.ceilDiv(key.getModulus().bitLength() - 1, Byte.SIZE) - HASH_LENGTH - 2;
    }
}
