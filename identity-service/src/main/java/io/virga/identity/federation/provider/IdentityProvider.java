package io.virga.identity.federation.provider;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Table;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Somebody whose word on who a person is counts here. Its users live in its domain.
@Entity
@Table(name = "identity_providers")
public class IdentityProvider {

    @Id
    private String id;

    @Column(name = "domain_id")
    private String domainId;

    private String description;
    private boolean enabled;

    @Column(name = "authorization_ttl")
    private Integer authorizationTtl;

    @ElementCollection(fetch = FetchType.EAGER)
    @CollectionTable(name = "remote_ids", joinColumns = @JoinColumn(name = "idp_id"))
    @Column(name = "remote_id")
    private Set<String> remoteIds = new TreeSet<>();

    protected IdentityProvider() {}

    IdentityProvider(String id, String domainId) {
        this.id = id;
        this.domainId = domainId;
    }

    public String id() {
        return id;
    }

    public String domainId() {
        return domainId;
    }

    public boolean enabled() {
        return enabled;
    }

    /// How long what a mapping gives outlasts a log-in; empty when it is not limited.
    public Optional<Duration> authorizationTtl() {
        return authorizationTtlMinutes().filter(minutes -> minutes > 0).map(Duration::ofMinutes);
    }

    /// The names by which it calls itself; without any, it is not asked for.
    public List<String> remoteIds() {
        return remoteIds.stream().sorted().toList();
    }

    Optional<Integer> authorizationTtlMinutes() {
        return Optional.ofNullable(authorizationTtl);
    }

    Optional<String> description() {
        return Optional.ofNullable(description);
    }

    void describe(String description) {
        this.description = description;
    }

    void enable(boolean enabled) {
        this.enabled = enabled;
    }

    void limit(Integer authorizationTtlMinutes) {
        this.authorizationTtl = authorizationTtlMinutes;
    }

    void answerTo(Collection<String> remoteIds) {
        this.remoteIds.retainAll(remoteIds);
        this.remoteIds.addAll(remoteIds);
    }
}
