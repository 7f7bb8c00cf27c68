package io.virga.identity.catalog;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.List;
import java.util.Map;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/// Where a service answers, for one kind of client, in one region.
@Entity
@Table(name = "endpoints")
public class Endpoint {

    static final List<String> FACES = List.of("public", "internal", "admin");

    @Id
    private String id;

    @Column(name = "service_id")
    private String serviceId;

    @Column(name = "region_id")
    private String regionId;

    @Column(name = "interface")
    private String face;

    private String url;
    private boolean enabled;

    @JdbcTypeCode(SqlTypes.JSON)
    private Map<String, Object> extra;

    protected Endpoint() {}

    Endpoint(String id) {
        this.id = id;
        this.enabled = true;
        this.extra = Map.of();
    }

    public String id() {
        return id;
    }

    public String serviceId() {
        return serviceId;
    }

    /// Null when the endpoint serves no region in particular.
    public String regionId() {
        return regionId;
    }

    String face() {
        return face;
    }

    String url() {
        return url;
    }

    boolean enabled() {
        return enabled;
    }

    Map<String, Object> extra() {
        return extra;
    }

    void serve(String serviceId, String face, String regionId) {
        this.serviceId = serviceId;
        this.face = face;
        this.regionId = regionId;
    }

    void moveTo(String url) {
        this.url = url;
    }

    void enable(boolean enabled) {
        this.enabled = enabled;
    }

    void extend(Map<String, Object> extra) {
        this.extra = extra;
    }
}
