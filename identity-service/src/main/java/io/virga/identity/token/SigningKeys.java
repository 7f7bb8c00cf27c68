package io.virga.identity.token;

import io.quarkus.runtime.StartupEvent;
import io.virga.identity.key.KeysDirectory;
import io.virga.web.token.TokenKeys;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.security.PublicKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/// The key pairs that tokens are signed with: files ending in `.jwk`, of which the last by name signs, and all verify.
/// The first one is made at the first start.
@ApplicationScoped
class SigningKeys implements TokenKeys {

    private static final String ENDING = ".jwk";

    private final Map<String, EllipticCurveJsonWebKey> keys = new LinkedHashMap<>();
    private final EllipticCurveJsonWebKey current;

    SigningKeys(KeysDirectory directory) {
        if (directory.readAll(ENDING).isEmpty()) {
            directory.readOrMake("signing-1" + ENDING, SigningKeys::generated);
        }
        directory.readAll(ENDING).stream().map(SigningKeys::parsed).forEach(key -> keys.put(key.getKeyId(), key));
        current = List.copyOf(keys.values()).getLast();
    }

    // Makes the first key pair, or stops the start when one cannot be read.
    void prepare(@Observes StartupEvent start) {}

    @Override
    public Optional<PublicKey> key(String keyId) {
        return Optional.ofNullable(keys.get(keyId)).map(EllipticCurveJsonWebKey::getECPublicKey);
    }

    EllipticCurveJsonWebKey current() {
        return current;
    }

    /// The public halves, as a JWK set.
    String published() {
        return new JsonWebKeySet(List.copyOf(keys.values())).toJson(OutputControlLevel.PUBLIC_ONLY);
    }

    private static String generated() {
        try {
            var key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
            key.setKeyId(key.calculateBase64urlEncodedThumbprint("SHA-256"));
            key.setAlgorithm(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
            key.setUse("sig");
            return key.toJson(OutputControlLevel.INCLUDE_PRIVATE);
        } catch (JoseException e) {
            throw new IllegalStateException("no key pair could be made", e);
        }
    }

    private static EllipticCurveJsonWebKey parsed(String text) {
        try {
            if (JsonWebKey.Factory.newJwk(text) instanceof EllipticCurveJsonWebKey key && key.getPrivateKey() != null) {
                return key;
            }
            throw new IllegalStateException("A file in identity.keys-dir is not an EC key pair.");
        } catch (JoseException e) {
            throw new IllegalStateException("A key in identity.keys-dir cannot be read.", e);
        }
    }
}
