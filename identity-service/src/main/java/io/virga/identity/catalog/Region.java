package io.virga.identity.catalog;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Map;
import java.util.Optional;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/// A part of the cloud that has its own endpoints.
@Entity
@Table(name = "regions")
public class Region {

    @Id
    private String id;

    @Column(name = "parent_region_id")
    private String parentId;

    private String description;

    @JdbcTypeCode(SqlTypes.JSON)
    private Map<String, Object> extra;

    protected Region() {}

    Region(String id) {
        this.id = id;
        this.description = "";
        this.extra = Map.of();
    }

    String id() {
        return id;
    }

    public Optional<String> parentId() {
        return Optional.ofNullable(parentId);
    }

    String description() {
        return description;
    }

    Map<String, Object> extra() {
        return extra;
    }

    void putUnder(String parentId) {
        this.parentId = parentId;
    }

    void describe(String description) {
        this.description = description;
    }

    void extend(Map<String, Object> extra) {
        this.extra = extra;
    }
}
