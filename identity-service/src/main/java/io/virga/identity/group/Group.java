package io.virga.identity.group;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Map;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/// Users who get roles together.
@Entity(name = "UserGroup") // "group" is a word of the query language
@Table(name = "groups")
public class Group {

    @Id
    private String id;

    @Column(name = "domain_id")
    private String domainId;

    private String name;
    private String description;

    @JdbcTypeCode(SqlTypes.JSON)
    private Map<String, Object> extra;

    protected Group() {}

    public Group(String id, String domainId, String name, String description, Map<String, Object> extra) {
        this.id = id;
        this.domainId = domainId;
        this.name = name;
        this.description = description;
        this.extra = extra;
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

    String description() {
        return description;
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

    void extend(Map<String, Object> extra) {
        this.extra = extra;
    }
}
