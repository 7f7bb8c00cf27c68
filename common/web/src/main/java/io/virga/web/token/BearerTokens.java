package io.virga.web.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quarkus.oidc.AccessTokenCredential;
import io.quarkus.oidc.TenantIdentityProvider;
import io.quarkus.security.AuthenticationFailedException;
import io.virga.contract.identity.TokenClaims;
import io.virga.model.CloudException.Unauthenticated;
import io.virga.model.CloudException.Unavailable;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Takes access tokens of an OpenID Connect provider in place of our own, where the operator has switched that on:
/// `quarkus.oidc` says who it is. Quarkus checks the token here, without a call; what it is good for in the cloud, the
/// identity service says once, with one of our tokens, which is kept until one of both ends.
@ApplicationScoped
public class BearerTokens {

    private static final String SCHEME = "Bearer ";
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int MOST = 10_000;

    private final TenantIdentityProvider provider;
    private final BearerExchange exchange;
    private final TokenVerifier tokens;
    private final boolean enabled;
    private final Cache<String, String> exchanged =
            Caffeine.newBuilder().maximumSize(MOST).build();

    BearerTokens(
            TenantIdentityProvider provider,
            BearerExchange exchange,
            TokenVerifier tokens,
            @ConfigProperty(name = "quarkus.oidc.tenant-enabled") boolean enabled) {
        this.provider = provider;
        this.exchange = exchange;
        this.tokens = tokens;
        this.enabled = enabled;
    }

    /// What the access token in the header `Authorization` is good for; see `BearerExchange` for `project`.
    public TokenClaims verify(String authorization, String project) {
        if (!enabled || authorization == null || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw new Unauthenticated();
        }
        var token = authorization.substring(SCHEME.length()).strip();
        check(token);
        var wanted = Optional.ofNullable(project).filter(text -> !text.isEmpty());
        var key = hash(token + "\n" + wanted.orElse(""));
        var known = exchanged.getIfPresent(key);
        if (known != null) {
            try {
                return tokens.verify(known);
            } catch (Unauthenticated _) {
                exchanged.invalidate(key); // ended before the access token: rights may have changed
            }
        }
        var fresh = exchange.exchange(token, wanted);
        var claims = tokens.verify(fresh);
        exchanged.put(key, fresh);
        return claims;
    }

    private void check(String token) {
        try {
            provider.authenticate(new AccessTokenCredential(token)).await().atMost(PATIENCE);
        } catch (AuthenticationFailedException _) {
            throw new Unauthenticated();
        } catch (RuntimeException e) {
            throw new Unavailable("identity provider", e);
        }
    }

    // The access token itself is kept nowhere.
    private static String hash(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
