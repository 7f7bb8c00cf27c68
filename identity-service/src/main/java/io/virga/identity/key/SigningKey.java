package io.virga.identity.key;

import java.security.PrivateKey;
import java.security.PublicKey;
import java.time.Instant;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/// A key pair on the curve P-256. Its number and the moment from which it signs are members of its JWK.
public record SigningKey(int number, Instant signsFrom, EllipticCurveJsonWebKey pair) {

    private static final String NUMBER = "virga_number";
    private static final String SIGNS_FROM = "virga_signs_from";

    public String id() {
        return pair.getKeyId();
    }

    PublicKey publicKey() {
        return pair.getPublicKey();
    }

    public PrivateKey privateKey() {
        return pair.getPrivateKey();
    }

    /// A new pair as JSON, the private half included.
    static String generated(int number, Instant signsFrom) {
        try {
            var key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
            key.setKeyId(key.calculateBase64urlEncodedThumbprint("SHA-256"));
            key.setAlgorithm(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
            key.setUse("sig");
            key.setOtherParameter(NUMBER, number);
            key.setOtherParameter(SIGNS_FROM, signsFrom.getEpochSecond());
            return key.toJson(OutputControlLevel.INCLUDE_PRIVATE);
        } catch (JoseException e) {
            throw new IllegalStateException("no key pair could be made", e);
        }
    }

    static SigningKey parsed(String text) {
        try {
            if (JsonWebKey.Factory.newJwk(text) instanceof EllipticCurveJsonWebKey key && key.getPrivateKey() != null) {
                return new SigningKey(
                        (int) member(key, NUMBER, 1), Instant.ofEpochSecond(member(key, SIGNS_FROM, 0)), key);
            }
            throw new IllegalStateException("A file in identity.keys-dir is not an EC key pair.");
        } catch (JoseException e) {
            throw new IllegalStateException("A key in identity.keys-dir cannot be read.", e);
        }
    }

    private static long member(EllipticCurveJsonWebKey key, String name, long absent) {
        return key.getOtherParameterValue(name, Number.class) instanceof Number number ? number.longValue() : absent;
    }
}
