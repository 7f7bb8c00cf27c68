package io.virga.identity.role;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Map;
import java.util.Optional;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/// A named right. A role that belongs to a domain is never in a token itself, only those it implies are.
@Entity
@Table(name = "roles")
public class Role {

    @Id
    private String id;

    @Column(name = "domain_id")
    private String domainId;

    private String name;
    private String description;
    private Boolean immutable;

    @JdbcTypeCode(SqlTypes.JSON)
    private Map<String, Object> extra;

    protected Role() {}

    public Role(String id, String domainId, String name) {
        this.id = id;
        this.domainId = domainId;
        this.name = name;
        this.extra = Map.of();
    }

    public String id() {
        return id;
    }

    public String name() {
        return name;
    }

    public Optional<String> domainId() {
        return Optional.ofNullable(domainId);
    }

    String description() {
        return description;
    }

    Map<String, Object> extra() {
        return extra;
    }

    /// Whether somebody said that the role may or may not be changed; by default it may.
    Optional<Boolean> immutable() {
        return Optional.ofNullable(immutable);
    }

    /// `true`: it is neither changed nor deleted until this is taken back.
    public void protect(Boolean immutable) {
        this.immutable = immutable;
    }

    void rename(String name) {
        this.name = name;
    }

    void describe(String description) {
        this.description = description;
    }

    void extend(Map<String, Object> extra) {
        this.extra = extra;
    }
}
