package io.virga.identity.federation.provider;

import io.virga.model.CloudException.Invalid;
import io.virga.web.Fields;
import java.util.List;
import java.util.Optional;

/// What a request says about an identity provider; absent is "as it is".
record IdentityProviderDraft(
        Optional<String> domainId,
        Optional<String> description,
        Optional<Boolean> enabled,
        Optional<List<String>> remoteIds,
        Optional<Integer> authorizationTtl,
        boolean dropsAuthorizationTtl) {

    private static final int MAX_ID = 64;
    private static final int MAX_DESCRIPTION = 65_535;
    private static final int MAX_REMOTE_IDS = 100;
    private static final int MAX_REMOTE_ID = 255;

    static IdentityProviderDraft forCreation(String body) {
        var provider = Fields.parse(body).object("identity_provider");
        return of(provider, provider.optionalText("domain_id", 1, MAX_ID));
    }

    static IdentityProviderDraft forUpdate(String body) {
        var provider = Fields.parse(body).change("identity_provider");
        return of(provider, Optional.empty());
    }

    private static IdentityProviderDraft of(Fields provider, Optional<String> domainId) {
        var ttl = provider.optionalInteger("authorization_ttl", 0, Integer.MAX_VALUE);
        var draft = new IdentityProviderDraft(
                domainId,
                provider.optionalText("description", 0, MAX_DESCRIPTION),
                provider.optionalBool("enabled"),
                provider.has("remote_ids") ? Optional.of(remoteIds(provider)) : Optional.empty(),
                ttl.isPresent() ? Optional.of((int) ttl.getAsLong()) : Optional.empty(),
                provider.isNull("authorization_ttl"));
        provider.refuseOthers();
        return draft;
    }

    private static List<String> remoteIds(Fields provider) {
        var ids = provider.texts("remote_ids", MAX_REMOTE_IDS, MAX_REMOTE_ID);
        if (ids.contains("") || ids.stream().distinct().count() != ids.size()) {
            throw new Invalid("identity_provider.remote_ids: none is empty and none is there twice.");
        }
        return ids;
    }
}
