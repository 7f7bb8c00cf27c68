package io.virga.identity.federation.serviceprovider;

import io.virga.model.CloudException.Invalid;
import io.virga.web.Fields;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/// What a request says about a service provider; absent is "as it is".
record ServiceProviderDraft(
        Optional<String> authUrl,
        Optional<String> spUrl,
        Optional<String> description,
        Optional<Boolean> enabled,
        Optional<String> relayStatePrefix) {

    private static final int MAX = 256;
    private static final int MAX_DESCRIPTION = 65_535;

    static ServiceProviderDraft forCreation(String body) {
        var provider = Fields.parse(body).object("service_provider");
        provider.text("auth_url", 1, MAX);
        provider.text("sp_url", 1, MAX);
        return of(provider);
    }

    static ServiceProviderDraft forUpdate(String body) {
        return of(Fields.parse(body).change("service_provider"));
    }

    private static ServiceProviderDraft of(Fields provider) {
        var draft = new ServiceProviderDraft(
                provider.optionalText("auth_url", 1, MAX).map(url -> url(url, "auth_url")),
                provider.optionalText("sp_url", 1, MAX).map(url -> url(url, "sp_url")),
                provider.optionalText("description", 0, MAX_DESCRIPTION),
                provider.optionalBool("enabled"),
                provider.optionalText("relay_state_prefix", 0, MAX));
        provider.refuseOthers();
        return draft;
    }

    private static String url(String text, String field) {
        try {
            var scheme = new URI(text).getScheme();
            if ("http".equals(scheme) || "https".equals(scheme)) {
                return text;
            }
        } catch (URISyntaxException _) {
            // refused below
        }
        throw new Invalid("service_provider.%s: an http or https URL is expected.".formatted(field));
    }
}
