package io.virga.identity.trust;

import io.virga.identity.delegation.RoleChoice.Chosen;
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

/// A trustor lets a trustee act with some of their roles in one project. Nothing of it changes but the uses that
/// remain.
@Entity
@Table(name = "trusts")
public class Trust {

    @Id
    private String id;

    @Column(name = "trustor_user_id")
    private String trustorId;

    @Column(name = "trustee_user_id")
    private String trusteeId;

    @Column(name = "project_id")
    private String projectId;

    private boolean impersonation;

    @Column(name = "expires_at")
    private Instant expiresAt;

    @Column(name = "remaining_uses")
    private Integer remainingUses;

    @Column(name = "redelegation_count")
    private int redelegationCount;

    @Column(name = "redelegated_trust_id")
    private String redelegatedTrustId;

    @JdbcTypeCode(SqlTypes.ARRAY)
    @Column(name = "role_ids")
    private String[] roleIds;

    @JdbcTypeCode(SqlTypes.ARRAY)
    @Column(name = "all_role_ids")
    private String[] allRoleIds;

    protected Trust() {}

    Trust(String id, TrustDraft draft, Chosen roles) {
        this.id = id;
        this.trustorId = draft.trustorId();
        this.trusteeId = draft.trusteeId();
        this.projectId = draft.projectId();
        this.impersonation = draft.impersonation();
        this.remainingUses = draft.remainingUses().orElse(null);
        this.roleIds = roles.given().toArray(String[]::new);
        this.allRoleIds = roles.all().toArray(String[]::new);
    }

    void end(Optional<Instant> expiresAt) {
        this.expiresAt = expiresAt.orElse(null);
    }

    void redelegate(int count, Optional<Trust> parent) {
        this.redelegationCount = count;
        this.redelegatedTrustId = parent.map(Trust::id).orElse(null);
    }

    public String id() {
        return id;
    }

    public String trustorId() {
        return trustorId;
    }

    public String trusteeId() {
        return trusteeId;
    }

    public String projectId() {
        return projectId;
    }

    public boolean impersonation() {
        return impersonation;
    }

    public Optional<Instant> expiresAt() {
        return Optional.ofNullable(expiresAt);
    }

    Optional<Integer> remainingUses() {
        return Optional.ofNullable(remainingUses);
    }

    /// How often it may be handed on in a row; 0: not at all.
    int redelegationCount() {
        return redelegationCount;
    }

    /// The trust by whose token this one was made.
    Optional<String> redelegatedTrustId() {
        return Optional.ofNullable(redelegatedTrustId);
    }

    List<String> roleIds() {
        return List.of(roleIds);
    }

    /// What was handed over, implied roles included.
    public Set<String> allRoleIds() {
        return Set.of(allRoleIds);
    }

    boolean good(Instant now) {
        return expiresAt().filter(end -> !end.isAfter(now)).isEmpty()
                && remainingUses().filter(uses -> uses == 0).isEmpty();
    }
}
