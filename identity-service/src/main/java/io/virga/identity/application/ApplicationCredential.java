package io.virga.identity.application;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/// Some of a user's rights in one project, for a program that proves itself by a secret of its own. It never changes.
/// The secret is known only as its hash, which leaves this class only to be compared.
@Entity
@Table(name = "application_credentials")
public class ApplicationCredential {

    @Id
    private String id;

    @Column(name = "user_id")
    private String userId;

    @Column(name = "project_id")
    private String projectId;

    private String name;
    private String description;

    @Column(name = "secret_hash")
    private String secretHash;

    private boolean unrestricted;

    @Column(name = "expires_at")
    private Instant expiresAt;

    @JdbcTypeCode(SqlTypes.ARRAY)
    @Column(name = "role_ids")
    private String[] roleIds;

    @JdbcTypeCode(SqlTypes.ARRAY)
    @Column(name = "rule_ids")
    private String[] ruleIds;

    protected ApplicationCredential() {}

    ApplicationCredential(String id, String userId, String projectId, String secretHash) {
        this.id = id;
        this.userId = userId;
        this.projectId = projectId;
        this.secretHash = secretHash;
    }

    void describe(String name, Optional<String> description) {
        this.name = name;
        this.description = description.orElse(null);
    }

    void handOver(List<String> roleIds, Optional<List<String>> ruleIds, boolean unrestricted) {
        this.roleIds = roleIds.toArray(String[]::new);
        this.ruleIds = ruleIds.map(ids -> ids.toArray(String[]::new)).orElse(null);
        this.unrestricted = unrestricted;
    }

    void end(Optional<Instant> expiresAt) {
        this.expiresAt = expiresAt.orElse(null);
    }

    public String id() {
        return id;
    }

    public String userId() {
        return userId;
    }

    public String projectId() {
        return projectId;
    }

    public String name() {
        return name;
    }

    Optional<String> description() {
        return Optional.ofNullable(description);
    }

    String secretHash() {
        return secretHash;
    }

    public boolean unrestricted() {
        return unrestricted;
    }

    public Optional<Instant> expiresAt() {
        return Optional.ofNullable(expiresAt);
    }

    /// What was handed over, implied roles included.
    public Set<String> roleIds() {
        return Set.of(roleIds);
    }

    /// Empty where every call is allowed.
    Optional<List<String>> ruleIds() {
        return Optional.ofNullable(ruleIds).map(List::of);
    }
}
