package io.virga.identity.policy;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Map;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/// A text that other systems keep here as their policy. Virga's own rules are in its code, not here.
@Entity
@Table(name = "policies")
class Policy {

    @Id
    private String id;

    private String type;
    private String blob;

    @JdbcTypeCode(SqlTypes.JSON)
    private Map<String, Object> extra;

    protected Policy() {}

    Policy(String id, String type, String blob, Map<String, Object> extra) {
        this.id = id;
        change(type, blob, extra);
    }

    String id() {
        return id;
    }

    String type() {
        return type;
    }

    String blob() {
        return blob;
    }

    Map<String, Object> extra() {
        return extra;
    }

    final void change(String type, String blob, Map<String, Object> extra) {
        this.type = type;
        this.blob = blob;
        this.extra = extra;
    }
}
