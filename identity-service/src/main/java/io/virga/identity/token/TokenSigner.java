package io.virga.identity.token;

import io.virga.contract.identity.TokenClaims;
import io.virga.messaging.WireFormat;
import jakarta.enterprise.context.ApplicationScoped;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/// Makes tokens of claims.
@ApplicationScoped
class TokenSigner {

    private final SigningKeys keys;

    TokenSigner(SigningKeys keys) {
        this.keys = keys;
    }

    String sign(TokenClaims claims) {
        try {
            var key = keys.current();
            var signature = new JsonWebSignature();
            signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
            signature.setKeyIdHeaderValue(key.id());
            signature.setKey(key.privateKey());
            signature.setPayload(WireFormat.write(claims));
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException("a token could not be signed", e);
        }
    }
}
