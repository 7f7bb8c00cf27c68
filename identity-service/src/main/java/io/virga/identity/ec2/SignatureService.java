package io.virga.identity.ec2;

import io.virga.identity.credential.Secrets;
import io.virga.identity.credential.Secrets.Key;
import io.virga.identity.once.UsedProofs;
import io.virga.identity.token.Issued;
import io.virga.identity.token.KeyTokens;
import io.virga.model.CloudException.Unauthenticated;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/// Gives front ends a token for whoever signed a request with an EC2 key (docs/adr/0021).
///
/// A signature is good for a quarter of an hour around the time that it carries, which must be signed too, and once: a
/// request that was overheard leads to nothing (CVE-2020-12692).
@ApplicationScoped
public class SignatureService {

    private static final Duration WINDOW = Duration.ofMinutes(15);
    private static final String NOBODYS = "nobody's secret";

    private final Secrets secrets;
    private final UsedProofs used;
    private final KeyTokens tokens;
    private final Clock clock;

    SignatureService(Secrets secrets, UsedProofs used, KeyTokens tokens, Clock clock) {
        this.secrets = secrets;
        this.used = used;
        this.tokens = tokens;
        this.clock = clock;
    }

    /// Throws `Unauthenticated` for a key that is not known as for a signature that is not its own.
    Issued logIn(Signing signing) {
        var key = secrets.key(signing.access());
        var signedByKey = signing.isBy(key.map(Key::secret).orElse(NOBODYS));
        if (key.isEmpty() || !signedByKey) {
            throw new Unauthenticated("Invalid EC2 signature.");
        }
        requireFresh(signing);
        return tokens.issue(
                key.get().userId(),
                key.get().projectId(),
                key.get().roleIds(),
                key.get().id());
    }

    private void requireFresh(Signing signing) {
        var now = clock.instant();
        Instant signedAt = signing.signedAt();
        if (Duration.between(signedAt, now).abs().compareTo(WINDOW) > 0) {
            throw Signing.refused("it is not of now.");
        }
        var proof = "ec2:" + Hmac.digest(signing.access() + "\n" + signing.signature());
        if (!used.claim(proof, signedAt.plus(WINDOW).plusSeconds(1))) {
            throw Signing.refused("it was used before.");
        }
    }
}
