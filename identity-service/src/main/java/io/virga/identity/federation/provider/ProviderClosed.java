package io.virga.identity.federation.provider;

import java.util.Optional;

/// An identity provider, or one protocol of it, is not to be trusted any more; or is `gone`, and so are its users.
public record ProviderClosed(String idpId, Optional<String> protocolId, boolean gone) {}
