package io.virga.identity.project;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/// What owns things in the cloud: a team's account. Projects of one domain may form trees.
@Entity
@Table(name = "projects")
public class Project {

    @Id
    private String id;

    @Column(name = "domain_id")
    private String domainId;

    @Column(name = "parent_id")
    private String parentId;

    private String name;
    private String description;
    private boolean enabled;

    @JdbcTypeCode(SqlTypes.ARRAY)
    private String[] tags;

    @JdbcTypeCode(SqlTypes.JSON)
    private Map<String, Object> options;

    @JdbcTypeCode(SqlTypes.JSON)
    private Map<String, Object> extra;

    protected Project() {}

    public Project(String id, String domainId, String name, String description) {
        this.id = id;
        this.domainId = domainId;
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

    public String domainId() {
        return domainId;
    }

    public String name() {
        return name;
    }

    public boolean enabled() {
        return enabled;
    }

    public Optional<String> parentId() {
        return Optional.ofNullable(parentId);
    }

    public List<String> tags() {
        return List.of(tags);
    }

    Map<String, Object> options() {
        return options;
    }

    String description() {
        return description;
    }

    Map<String, Object> extra() {
        return extra;
    }

    void putUnder(Project parent) {
        parentId = parent.id;
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
