package io.virga.identity.federation.mapping;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.List;
import java.util.Map;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/// The rules, under a name, by which claims become a user with groups and projects; kept as they were written.
@Entity(name = "FederationMapping")
@Table(name = "federation_mappings")
public class Mapping {

    @Id
    private String id;

    @Column(name = "schema_version")
    private String schemaVersion;

    @JdbcTypeCode(SqlTypes.JSON)
    private List<Map<String, Object>> rules;

    protected Mapping() {}

    Mapping(String id, MappingDraft draft) {
        this.id = id;
        change(draft);
    }

    public String id() {
        return id;
    }

    String schemaVersion() {
        return schemaVersion;
    }

    List<Map<String, Object>> written() {
        return rules;
    }

    public MappingRules rules() {
        return MappingDraft.rules(rules);
    }

    void change(MappingDraft draft) {
        schemaVersion = draft.schemaVersion();
        rules = draft.rules();
    }
}
