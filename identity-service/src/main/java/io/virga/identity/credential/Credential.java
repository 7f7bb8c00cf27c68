package io.virga.identity.credential;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Map;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/// A secret that a user keeps here for another system, such as an EC2 key pair. The blob is sealed by `BlobVault`.
@Entity
@Table(name = "credentials")
class Credential {

    @Id
    private String id;

    @Column(name = "user_id")
    private String userId;

    @Column(name = "project_id")
    private String projectId;

    private String type;
    private byte[] blob;

    @JdbcTypeCode(SqlTypes.JSON)
    private Map<String, Object> extra;

    protected Credential() {}

    Credential(String id) {
        this.id = id;
        this.extra = Map.of();
    }

    String id() {
        return id;
    }

    String userId() {
        return userId;
    }

    String projectId() {
        return projectId;
    }

    String type() {
        return type;
    }

    byte[] blob() {
        return blob;
    }

    Map<String, Object> extra() {
        return extra;
    }

    void belongTo(String userId, String projectId) {
        this.userId = userId;
        this.projectId = projectId;
    }

    void keep(String type, byte[] sealedBlob) {
        this.type = type;
        this.blob = sealedBlob;
    }

    void extend(Map<String, Object> extra) {
        this.extra = extra;
    }
}
