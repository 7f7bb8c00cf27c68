package io.virga.identity.audit;

import io.quarkus.runtime.StartupEvent;
import io.virga.identity.audit.Checkpoint.Signed;
import io.virga.identity.key.KeysDirectory;
import io.virga.messaging.WireFormat;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/// The key pair that checkpoints are signed with (ES256, RFC 7515). Not one of those that sign tokens: these are
/// replaced and forgotten, while a checkpoint must hold for years.
@ApplicationScoped
class CheckpointKey {

    private static final String FILE = "audit-checkpoints.key";
    private static final String TYPE = "virga-audit-checkpoint";
    private static final AlgorithmConstraints ONLY_ES256 =
            new AlgorithmConstraints(ConstraintType.PERMIT, AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);

    private final EllipticCurveJsonWebKey key;

    CheckpointKey(KeysDirectory directory) {
        key = parsed(directory.readOrMake(FILE, CheckpointKey::generated));
    }

    // Makes the key at the first start, or stops the start when it cannot be read.
    void prepare(@Observes StartupEvent start) {}

    Signed sign(Checkpoint checkpoint) {
        try {
            var signature = new JsonWebSignature();
            signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
            signature.setHeader("typ", TYPE);
            signature.setKeyIdHeaderValue(key.getKeyId());
            signature.setKey(key.getPrivateKey());
            signature.setPayload(WireFormat.write(checkpoint));
            return new Signed(checkpoint, signature.getCompactSerialization());
        } catch (JoseException e) {
            throw new IllegalStateException("a checkpoint could not be signed", e);
        }
    }

    /// Empty when the text is not a checkpoint that this cloud has signed.
    Optional<Checkpoint> verified(String text) {
        try {
            var signature = new JsonWebSignature();
            signature.setAlgorithmConstraints(ONLY_ES256);
            signature.setCompactSerialization(text);
            signature.setKey(key.getPublicKey());
            if (!TYPE.equals(signature.getHeader("typ")) || !signature.verifySignature()) {
                return Optional.empty();
            }
            return Optional.of(WireFormat.read(signature.getPayload(), Checkpoint.class))
                    .filter(checkpoint -> Checkpoint.ISSUER.equals(checkpoint.issuer()));
        } catch (JoseException | WireFormat.Unreadable e) {
            return Optional.empty();
        }
    }

    /// The public half, as a JWK.
    String published() {
        return key.toJson(OutputControlLevel.PUBLIC_ONLY);
    }

    private static String generated() {
        try {
            var made = EcJwkGenerator.generateJwk(EllipticCurves.P256);
            made.setKeyId(made.calculateBase64urlEncodedThumbprint("SHA-256"));
            made.setAlgorithm(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
            made.setUse("sig");
            return made.toJson(OutputControlLevel.INCLUDE_PRIVATE);
        } catch (JoseException e) {
            throw new IllegalStateException("no key pair could be made", e);
        }
    }

    private static EllipticCurveJsonWebKey parsed(String text) {
        try {
            if (JsonWebKey.Factory.newJwk(text) instanceof EllipticCurveJsonWebKey pair
                    && pair.getPrivateKey() != null) {
                return pair;
            }
            throw new IllegalStateException("The file " + FILE + " in identity.keys-dir is not an EC key pair.");
        } catch (JoseException e) {
            throw new IllegalStateException("The file " + FILE + " in identity.keys-dir cannot be read.", e);
        }
    }
}
