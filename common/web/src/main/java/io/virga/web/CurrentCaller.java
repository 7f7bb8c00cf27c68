package io.virga.web;

import io.virga.contract.identity.TokenClaims;
import io.virga.model.Caller;
import io.virga.model.CloudException.Unauthenticated;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;

/// Who sent the request that is being answered.
@RequestScoped
public class CurrentCaller {

    private Caller caller;
    private TokenClaims claims;

    /// Throws `Unauthenticated` when the request came without a token.
    public Caller get() {
        return find().orElseThrow(Unauthenticated::new);
    }

    public Optional<Caller> find() {
        return Optional.ofNullable(caller);
    }

    /// The token that came with the request. Throws `Unauthenticated` when there was none.
    public TokenClaims claims() {
        return Optional.ofNullable(claims).orElseThrow(Unauthenticated::new);
    }

    void set(Caller caller, TokenClaims claims) {
        this.caller = caller;
        this.claims = claims;
    }
}
