package io.virga.identity.credential;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/// A secret that a user keeps here for another system, such as an EC2 key pair. The blob is sealed by `BlobVault`.
@Entity
@Table(name = "credentials")
class Credential {

    static final String EC2 = "ec2";
    static final String TOTP = "totp";

    @Id
    private String id;

    @Column(name = "user_id")
    private String userId;

    @Column(name = "project_id")
    private String projectId;

    private String type;
    private byte[] blob;

    @JdbcTypeCode(SqlTypes.ARRAY)
    @Column(name = "role_ids")
    private String[] roleIds;

    @Column(name = "access_hash")
    private String accessHash;

    @JdbcTypeCode(SqlTypes.JSON)
    private Map<String, Object> extra;

    protected Credential() {}

    Credential(String id, String userId, String type) {
        this.id = id;
        this.userId = userId;
        this.type = type;
        this.roleIds = new String[0];
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

    boolean isEc2() {
        return EC2.equals(type);
    }

    boolean isTotp() {
        return TOTP.equals(type);
    }

    /// By which an EC2 key is found; the id stays what it was when the access key changes.
    Optional<String> accessHash() {
        return Optional.ofNullable(accessHash);
    }

    byte[] blob() {
        return blob;
    }

    Map<String, Object> extra() {
        return extra;
    }

    /// The most that an EC2 key hands on, implied roles included.
    Set<String> roleIds() {
        return Set.of(roleIds);
    }

    void belongTo(String projectId) {
        this.projectId = projectId;
    }

    void handOn(Collection<String> roleIds) {
        this.roleIds = roleIds.toArray(String[]::new);
    }

    void call(String type) {
        this.type = type;
    }

    void keep(byte[] sealedBlob, Optional<String> accessHash) {
        this.blob = sealedBlob;
        this.accessHash = accessHash.orElse(null);
    }

    void extend(Map<String, Object> extra) {
        this.extra = extra;
    }
}
