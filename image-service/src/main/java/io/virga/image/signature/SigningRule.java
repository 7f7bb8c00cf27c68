package io.virga.image.signature;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/// Whether a project takes signed images alone.
@Entity
@Table(name = "signing_rules")
class SigningRule {

    @Id
    @Column(name = "project_id")
    private String projectId;

    @Column(name = "signed_only")
    private boolean signedOnly;

    protected SigningRule() {}

    SigningRule(String projectId, boolean signedOnly) {
        this.projectId = projectId;
        this.signedOnly = signedOnly;
    }

    boolean signedOnly() {
        return signedOnly;
    }
}
