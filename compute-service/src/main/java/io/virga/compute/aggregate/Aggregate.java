package io.virga.compute.aggregate;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/// A group of hosts. One whose metadata name an availability zone puts its hosts into it.
@Entity
@Table(name = "aggregates")
public class Aggregate {

    static final String ZONE = "availability_zone";

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Integer id;

    private UUID uuid;

    private String name;

    @JdbcTypeCode(SqlTypes.JSON)
    private Map<String, String> metadata;

    @JdbcTypeCode(SqlTypes.JSON)
    private List<String> hosts;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "updated_at")
    private Instant updatedAt;

    protected Aggregate() {}

    Aggregate(String name, Optional<String> zone, Instant now) {
        this.uuid = UUID.randomUUID();
        this.name = name;
        this.metadata = zone.map(its -> Map.of(ZONE, its)).orElseGet(Map::of);
        this.hosts = List.of();
        this.createdAt = now;
    }

    void rename(String wanted, Instant now) {
        name = wanted;
        updatedAt = now;
    }

    void metadata(Map<String, String> all, Instant now) {
        metadata = new TreeMap<>(all);
        updatedAt = now;
    }

    void add(String host, Instant now) {
        hosts = Stream.concat(hosts.stream(), Stream.of(host)).toList();
        updatedAt = now;
    }

    void remove(String host, Instant now) {
        hosts = hosts.stream().filter(other -> !other.equals(host)).toList();
        updatedAt = now;
    }

    public int id() {
        return id;
    }

    public UUID uuid() {
        return uuid;
    }

    public String name() {
        return name;
    }

    public Map<String, String> metadata() {
        return Map.copyOf(metadata);
    }

    public Optional<String> zone() {
        return Optional.ofNullable(metadata.get(ZONE));
    }

    public List<String> hosts() {
        return List.copyOf(hosts);
    }

    public Instant createdAt() {
        return createdAt;
    }

    public Optional<Instant> updatedAt() {
        return Optional.ofNullable(updatedAt);
    }
}
