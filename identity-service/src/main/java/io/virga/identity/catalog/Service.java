package io.virga.identity.catalog;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Map;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/// One of the cloud's APIs, found by its type.
@Entity
@Table(name = "services")
public class Service {

    @Id
    private String id;

    private String type;
    private String name;
    private String description;
    private boolean enabled;

    @JdbcTypeCode(SqlTypes.JSON)
    private Map<String, Object> extra;

    protected Service() {}

    Service(String id, String type, String name) {
        this.id = id;
        this.type = type;
        this.name = name;
        this.enabled = true;
        this.extra = Map.of();
    }

    String id() {
        return id;
    }

    String type() {
        return type;
    }

    String name() {
        return name;
    }

    String description() {
        return description;
    }

    boolean enabled() {
        return enabled;
    }

    Map<String, Object> extra() {
        return extra;
    }

    void change(String type, String name, String description, boolean enabled, Map<String, Object> extra) {
        this.type = type;
        this.name = name;
        this.description = description;
        this.enabled = enabled;
        this.extra = extra;
    }
}
