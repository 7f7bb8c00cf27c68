package io.virga.web.token;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.virga.contract.identity.TokenClaims;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.EllipticCurves;

/// How many tokens a service validates in a second, on one thread, with `TokenVerifier` as the services have it: with
/// 1,000 tokens that it has seen, and each for the first time. Argument: seconds.
class LocalValidation {
    void main(String[] arguments) throws Exception {
        var seconds = Integer.parseInt(arguments[0]);
        var key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
        var revocations = new Revocations(Clock.systemUTC());
        revocations.complete();
        var tokens = new ArrayList<String>();
        for (var i = 0; i < 5_000; i++) {
            tokens.add(signed(key));
        }
        for (var round = 0; round < 2; round++) {
            var known = new TokenVerifier(id -> Optional.of(key.getPublicKey()), revocations, Clock.systemUTC());
            measured(known, tokens.subList(0, 1_000), 0);
            var seen = measured(known, tokens.subList(0, 1_000), seconds);
            var unknown = new TokenVerifier(id -> Optional.of(key.getPublicKey()), revocations, Clock.systemUTC());
            var first = measured(unknown, tokens, 0);
            if (round == 1) {
                System.out.printf("%.0f %.0f%n", seen, first);
            }
        }
    }

    // With no seconds given: each token once.
    private static double measured(TokenVerifier verifier, List<String> tokens, int seconds) {
        var began = System.nanoTime();
        var done = 0;
        do {
            for (var token : tokens) {
                verifier.verify(token);
                done++;
            }
        } while (System.nanoTime() - began < seconds * 1_000_000_000L);
        return done / ((System.nanoTime() - began) / 1e9);
    }

    private static String signed(org.jose4j.jwk.EllipticCurveJsonWebKey key) throws Exception {
        var now = System.currentTimeMillis() / 1000;
        var claims = new TokenClaims(
                TokenClaims.ISSUER, "u", "user", "default", "p", "default", null, null, List.of("member", "reader"),
                List.of("password"), List.of(UUID.randomUUID().toString()), now, 0, now + 3600, null);
        var signature = new JsonWebSignature();
        signature.setAlgorithmHeaderValue("ES256");
        signature.setKeyIdHeaderValue("k");
        signature.setPayload(new ObjectMapper().writeValueAsString(claims));
        signature.setKey(key.getPrivateKey());
        return signature.getCompactSerialization();
    }
}
