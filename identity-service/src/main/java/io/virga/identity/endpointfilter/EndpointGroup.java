package io.virga.identity.endpointfilter;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Map;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/// The endpoints that have certain values, whichever these are at the time.
@Entity
@Table(name = "endpoint_groups")
class EndpointGroup {

    @Id
    private String id;

    private String name;
    private String description;

    @JdbcTypeCode(SqlTypes.JSON)
    private Map<String, String> filters;

    protected EndpointGroup() {}

    EndpointGroup(String id) {
        this.id = id;
    }

    String id() {
        return id;
    }

    String name() {
        return name;
    }

    String description() {
        return description;
    }

    Map<String, String> filters() {
        return filters;
    }

    void change(String name, String description, Map<String, String> filters) {
        this.name = name;
        this.description = description;
        this.filters = filters;
    }
}
