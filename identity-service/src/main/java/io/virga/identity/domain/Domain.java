package io.virga.identity.domain;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.List;
import java.util.Map;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/// A name space of projects, users and groups. Seen as a project, it is the one above all of its projects.
@Entity
@Table(name = "domains")
public class Domain {

    public static final String DEFAULT_ID = "default";

    @Id
    private String id;

    private String name;
    private String description;
    private boolean enabled;

    @JdbcTypeCode(SqlTypes.ARRAY)
    private String[] tags;

    @JdbcTypeCode(SqlTypes.JSON)
    private Map<String, Object> options;

    @JdbcTypeCode(SqlTypes.JSON)
    private Map<String, Object> extra;

    protected Domain() {}

    public Domain(String id, String name, String description) {
        this.id = id;
        this.name = name;
        this.description = description;
        this.enabled = true;
        this.tags = new String[0];
        this.options = Map.of();
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

    public List<String> tags() {
        return List.of(tags);
    }

    public Map<String, Object> options() {
        return options;
    }

    public String description() {
        return description;
    }

    public Map<String, Object> extra() {
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

    void tag(List<String> tags) {
        this.tags = tags.toArray(String[]::new);
    }

    void choose(Map<String, Object> options) {
        this.options = options;
    }

    void extend(Map<String, Object> extra) {
        this.extra = extra;
    }
}
