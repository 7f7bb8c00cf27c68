package io.virga.identity.token;

import io.virga.contract.identity.TokenClaims;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Signs what the service no longer would.
@Singleton
public class ExpiredTokens {

    private final TokenSigner signer;

    ExpiredTokens(TokenSigner signer) {
        this.signer = signer;
    }

    /// An administrator's token of two hours ago, which was good for one.
    public String administrators(String user, String project) {
        var issued = Instant.now().minus(Duration.ofHours(2));
        return signer.sign(new TokenClaims(
                TokenClaims.ISSUER,
                user,
                "admin",
                "default",
                project,
                "default",
                null,
                null,
                List.of("admin", "manager", "member", "reader"),
                List.of("password"),
                List.of("expired"),
                issued.getEpochSecond(),
                0,
                issued.plus(Duration.ofHours(1)).getEpochSecond(),
                null));
    }
}
