package io.virga.network.standard;

import jakarta.persistence.Column;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.annotations.CreationTimestamp;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.UpdateTimestamp;
import org.hibernate.type.SqlTypes;

/// What all resources of this API have in common: an owner, a name, tags, and a history.
///
/// Ports that the service itself holds in external networks belong to the project `""`, which is nobody's.
@MappedSuperclass
public abstract class Owned {

    @Id
    private UUID id;

    @Column(name = "project_id")
    private String projectId;

    private String name;
    private String description;

    @JdbcTypeCode(SqlTypes.JSON)
    private List<String> tags = List.of();

    @CreationTimestamp
    @Column(name = "created_at")
    private Instant createdAt;

    @UpdateTimestamp
    @Column(name = "updated_at")
    private Instant updatedAt;

    @Version
    @Column(name = "revision_number")
    private long revision;

    protected Owned() {}

    protected Owned(String projectId, String name, String description) {
        this.id = UUID.randomUUID();
        this.projectId = projectId;
        this.name = name;
        this.description = description;
    }

    public UUID id() {
        return id;
    }

    public String projectId() {
        return projectId;
    }

    public String name() {
        return name;
    }

    public List<String> tags() {
        return tags;
    }

    public void rename(String newName) {
        name = newName;
    }

    public void describe(String newDescription) {
        description = newDescription;
    }

    public void tag(List<String> newTags) {
        tags = List.copyOf(newTags);
    }

    /// The resource as the API shows it.
    public abstract Map<String, Object> view();

    /// The attributes that every kind of resource shows, to be completed by the kind's own.
    protected Map<String, Object> standardView() {
        var view = new LinkedHashMap<String, Object>();
        view.put("id", id.toString());
        view.put("name", name);
        view.put("tenant_id", projectId);
        view.put("project_id", projectId);
        view.put("description", description);
        view.put("tags", tags);
        view.put("created_at", written(createdAt));
        view.put("updated_at", written(updatedAt));
        view.put("revision_number", revision);
        return view;
    }

    private static String written(Instant instant) {
        return instant == null ? null : instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
