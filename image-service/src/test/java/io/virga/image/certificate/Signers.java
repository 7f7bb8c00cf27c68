package io.virga.image.certificate;

import io.virga.image.certificate.SigningCertificate.Draft;
import io.virga.model.ProjectId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// People who sign images: with OpenSSL, as the guides of OpenStack tell them, or with the JDK.
public final class Signers {

    private static final String PASSWORD = "changeit";

    private Signers() {}

    /// A certificate in PEM and where its private key is.
    public record Signer(String certificate, Path key) {

        /// Base64 of the signature that `openssl dgst` makes, by RSA-PSS with a salt of `salt` bytes when the key is
        /// RSA.
        public String sign(String hash, byte[] data, String... options) {
            try {
                var file = Files.write(Files.createTempFile(key.getParent(), "data", ""), data);
                var command = new ArrayList<>(
                        List.of("openssl", "dgst", "-" + hash.toLowerCase().replace("-", "")));
                command.addAll(List.of(options));
                command.addAll(List.of("-sign", key.toString(), "-out", file + ".sig", file.toString()));
                run(command);
                return Base64.getEncoder().encodeToString(Files.readAllBytes(Path.of(file + ".sig")));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /// As OpenStack wants RSA: by PSS, with the longest salt.
        public String pss(String hash, byte[] data) {
            return sign(hash, data, "-sigopt", "rsa_padding_mode:pss", "-sigopt", "rsa_pss_saltlen:-2");
        }
    }

    /// `key` is what `openssl req -newkey` takes, with its options.
    public static Signer openssl(Path folder, String key, String... options) {
        try {
            var home = Files.createTempDirectory(folder, "signer");
            var command = new ArrayList<>(List.of("openssl", "req", "-x509", "-nodes", "-newkey", key));
            command.addAll(List.of(options));
            command.addAll(List.of("-subj", "/CN=signer", "-days", "30"));
            command.addAll(List.of("-keyout", home + "/key.pem", "-out", home + "/cert.pem"));
            run(command);
            return new Signer(Files.readString(home.resolve("cert.pem")), home.resolve("key.pem"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Signer rsa(Path folder) {
        return openssl(folder, "rsa:2048");
    }

    /// A certificate and its key, both by the JDK.
    public record Keytool(String certificate, PrivateKey key) {

        public String sign(String algorithm, byte[] data) {
            try {
                var signature = Signature.getInstance(algorithm);
                signature.initSign(key);
                signature.update(data);
                return Base64.getEncoder().encodeToString(signature.sign());
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /// `options` are those of `keytool -genkeypair`: the algorithm of the key, its size, the time.
    public static Keytool keytool(Path folder, String... options) {
        try {
            var store = folder.resolve("store" + System.nanoTime());
            var tool =
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
            var command = new ArrayList<>(List.of(tool, "-genkeypair", "-alias", "signer", "-dname", "CN=signer"));
            command.addAll(List.of("-keystore", store.toString(), "-storepass", PASSWORD, "-storetype", "PKCS12"));
            command.addAll(List.of(options));
            run(command);
            var keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
            var der = keys.getCertificate("signer").getEncoded();
            return new Keytool(CertificatePem.write(der), (PrivateKey) keys.getKey("signer", PASSWORD.toCharArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void run(List<String> command) {
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            var said = new String(process.getInputStream().readAllBytes());
            if (process.waitFor() != 0) {
                throw new IllegalStateException(command + ": " + said);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// As it comes out of the database.
    public static SigningCertificate stored(String pem, ProjectId project) {
        return new SigningCertificate(
                project, new Draft(Optional.empty(), CertificatePem.parse(pem), false), Instant.now());
    }
}
