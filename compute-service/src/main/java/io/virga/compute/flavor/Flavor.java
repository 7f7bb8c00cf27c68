package io.virga.compute.flavor;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/// A size of machine. Memory in MiB, disks in GiB, swap in MiB.
@Entity
@Table(name = "flavors")
public class Flavor {

    @Id
    private String id;

    private String name;
    private int vcpus;
    private int ram;
    private int disk;
    private int ephemeral;
    private int swap;

    @Column(name = "rxtx_factor")
    private double rxtxFactor;

    @Column(name = "is_public")
    private boolean isPublic;

    @JdbcTypeCode(SqlTypes.JSON)
    @Column(name = "extra_specs")
    private Map<String, String> extraSpecs;

    @Column(name = "created_at")
    private Instant createdAt;

    protected Flavor() {}

    Flavor(NewFlavor wanted, Instant now) {
        id = wanted.id();
        name = wanted.name();
        vcpus = wanted.vcpus();
        ram = wanted.ram();
        disk = wanted.disk();
        ephemeral = wanted.ephemeral();
        swap = wanted.swap();
        rxtxFactor = wanted.rxtxFactor();
        isPublic = wanted.isPublic();
        extraSpecs = Map.of();
        createdAt = now;
    }

    void extraSpecs(Map<String, String> all) {
        extraSpecs = new TreeMap<>(all);
    }

    public String id() {
        return id;
    }

    public String name() {
        return name;
    }

    public int vcpus() {
        return vcpus;
    }

    public int ram() {
        return ram;
    }

    public int disk() {
        return disk;
    }

    public int ephemeral() {
        return ephemeral;
    }

    public int swap() {
        return swap;
    }

    public double rxtxFactor() {
        return rxtxFactor;
    }

    public boolean isPublic() {
        return isPublic;
    }

    public Map<String, String> extraSpecs() {
        return Map.copyOf(extraSpecs);
    }
}
