package io.virga.identity.token;

import io.virga.contract.identity.TokenClaims;
import io.virga.identity.key.SigningKeys;
import io.virga.messaging.WireFormat;
import io.virga.model.CloudException.Forbidden;
import io.virga.web.token.TokenVerifier;
import jakarta.enterprise.context.ApplicationScoped;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/// Makes tokens of claims. `Forbidden` for more roles or groups than a token has room for.
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
            var token = signature.getCompactSerialization();
            if (token.length() > TokenVerifier.LONGEST) {
                throw new Forbidden(
                        "A token of %d characters would be needed to name all roles and groups; no more than %d"
                                        .formatted(token.length(), TokenVerifier.LONGEST)
                                + " are taken. Give fewer roles there, or map fewer groups.");
            }
            return token;
        } catch (JoseException e) {
            throw new IllegalStateException("a token could not be signed", e);
        }
    }
}
