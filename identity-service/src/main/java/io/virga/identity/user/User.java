package io.virga.identity.user;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Map;
import java.util.Optional;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/// Somebody, or some program, that logs in. The password is known only as its hash, and the hash leaves this class
/// only to be compared.
@Entity
@Table(name = "users")
public class User {

    @Id
    private String id;

    @Column(name = "domain_id")
    private String domainId;

    private String name;
    private String description;
    private boolean enabled;

    @Column(name = "default_project_id")
    private String defaultProjectId;

    @Column(name = "password_hash")
    private String passwordHash;

    @JdbcTypeCode(SqlTypes.JSON)
    private Map<String, Object> extra;

    protected User() {}

    public User(String id, String domainId, String name) {
        this.id = id;
        this.domainId = domainId;
        this.name = name;
        this.enabled = true;
        this.extra = Map.of();
    }

    public String id() {
        return id;
    }

    public String domainId() {
        return domainId;
    }

    public String name() {
        return name;
    }

    public boolean enabled() {
        return enabled;
    }

    public Optional<String> defaultProjectId() {
        return Optional.ofNullable(defaultProjectId);
    }

    public Optional<String> passwordHash() {
        return Optional.ofNullable(passwordHash);
    }

    public void protectWith(String passwordHash) {
        this.passwordHash = passwordHash;
    }

    public void workIn(String defaultProjectId) {
        this.defaultProjectId = defaultProjectId;
    }

    Optional<String> description() {
        return Optional.ofNullable(description);
    }

    Map<String, Object> extra() {
        return extra;
    }

    public void rename(String name) {
        this.name = name;
    }

    void describe(String description) {
        this.description = description;
    }

    void enable(boolean enabled) {
        this.enabled = enabled;
    }

    void extend(Map<String, Object> extra) {
        this.extra = extra;
    }
}
