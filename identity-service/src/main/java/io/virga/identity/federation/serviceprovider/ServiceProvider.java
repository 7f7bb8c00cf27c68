package io.virga.identity.federation.serviceprovider;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Optional;

/// Another cloud that this one's users may be sent to: kept for clients that ask, nothing here uses it.
@Entity
@Table(name = "service_providers")
class ServiceProvider {

    @Id
    private String id;

    @Column(name = "auth_url")
    private String authUrl;

    @Column(name = "sp_url")
    private String spUrl;

    private String description;
    private boolean enabled;

    @Column(name = "relay_state_prefix")
    private String relayStatePrefix = "ss:mem:";

    protected ServiceProvider() {}

    ServiceProvider(String id) {
        this.id = id;
    }

    String id() {
        return id;
    }

    String authUrl() {
        return authUrl;
    }

    String spUrl() {
        return spUrl;
    }

    Optional<String> description() {
        return Optional.ofNullable(description);
    }

    boolean enabled() {
        return enabled;
    }

    String relayStatePrefix() {
        return relayStatePrefix;
    }

    void change(ServiceProviderDraft draft) {
        draft.authUrl().ifPresent(url -> authUrl = url);
        draft.spUrl().ifPresent(url -> spUrl = url);
        draft.description().ifPresent(text -> description = text);
        draft.enabled().ifPresent(flag -> enabled = flag);
        draft.relayStatePrefix().ifPresent(prefix -> relayStatePrefix = prefix);
    }
}
