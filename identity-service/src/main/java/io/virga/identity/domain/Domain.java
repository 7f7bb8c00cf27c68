package io.virga.identity.domain;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Map;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/// A name space of projects, users and groups.
@Entity
@Table(name = "domains")
public class Domain {

    public static final String DEFAULT_ID = "default";

    @Id
    private String id;

    private String name;
    private String description;
    private boolean enabled;

    @JdbcTypeCode(SqlTypes.JSON)
    private Map<String, Object> extra;

    protected Domain() {}

    public Domain(String id, String name, String description) {
        this.id = id;
        this.name = name;
        this.description = description;
        this.enabled = true;
        this.extra = Map.of();
    }

    public String id() {
        return id;
    }

    public String name() {
        return name;
    }

    public boolean enabled() {
        return enabled;
    }

    String description() {
        return description;
    }

    Map<String, Object> extra() {
        return extra;
    }

    void rename(String name) {
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
