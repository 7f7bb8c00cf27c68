package io.virga.identity.token;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.virga.contract.identity.TokenClaims;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/// What `GET /v3/auth/tokens` answers, kept for five seconds: middleware of other services asks about the same token
/// again and again. Names in it may be that old; whether the token is good is looked at each time.
@ApplicationScoped
class RenderedTokens {

    private static final Duration KEPT = Duration.ofSeconds(5);
    private static final int MOST_CHARACTERS = 4 * 1024 * 1024;

    private record Key(String token, boolean withCatalog) {}

    private final TokenViews views;
    private final ObjectMapper json;
    private final Cache<Key, String> rendered = Caffeine.newBuilder()
            .expireAfterWrite(KEPT)
            .maximumWeight(MOST_CHARACTERS)
            .<Key, String>weigher((key, text) -> key.token().length() + text.length())
            .build();

    RenderedTokens(TokenViews views, ObjectMapper json) {
        this.views = views;
        this.json = json;
    }

    String of(String token, TokenClaims claims, boolean withCatalog) {
        var key = new Key(token, withCatalog);
        var known = rendered.getIfPresent(key);
        if (known == null) {
            known = written(new TokenView.One(views.of(claims, withCatalog)));
            rendered.put(key, known);
        }
        return known;
    }

    private String written(TokenView.One view) {
        try {
            return json.writeValueAsString(view);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
