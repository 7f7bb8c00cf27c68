package io.virga.identity.user;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// Who users are at their identity providers, as those who let them in know it.
public interface ProviderNames {

    /// By the user's id; nothing of users whom no provider knows.
    Map<String, List<Federated>> of(Collection<String> userIds);

    /// What one identity provider calls a user, as Identity v3 shows it.
    record Federated(@JsonProperty("idp_id") String idpId, List<Name> protocols) {}

    record Name(
            @JsonProperty("protocol_id") String protocolId,
            @JsonProperty("unique_id") String uniqueId) {}
}
