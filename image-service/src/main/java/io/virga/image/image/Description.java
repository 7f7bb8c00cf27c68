package io.virga.image.image;

import io.virga.image.inspect.DiskFormat;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/// What an image's owner says about it, and may change.
@Embeddable
public class Description {

    private String name;

    @Enumerated(EnumType.STRING)
    private Visibility visibility = Visibility.SHARED;

    @Column(name = "container_format")
    private String containerFormat;

    @Column(name = "disk_format")
    private String diskFormat;

    @Column(name = "min_ram")
    private int minRam;

    @Column(name = "min_disk")
    private int minDisk;

    @Column(name = "protected")
    private boolean undeletable;

    private boolean hidden;

    private String[] tags = {};

    @JdbcTypeCode(SqlTypes.JSON)
    private Map<String, String> properties = new TreeMap<>();

    protected Description() {}

    public Optional<String> name() {
        return Optional.ofNullable(name);
    }

    public Visibility visibility() {
        return visibility;
    }

    public Optional<String> containerFormat() {
        return Optional.ofNullable(containerFormat);
    }

    public Optional<DiskFormat> diskFormat() {
        return Optional.ofNullable(diskFormat).flatMap(DiskFormat::of);
    }

    public int minRam() {
        return minRam;
    }

    public int minDisk() {
        return minDisk;
    }

    public boolean isProtected() {
        return undeletable;
    }

    public boolean isHidden() {
        return hidden;
    }

    public List<String> tags() {
        return List.of(tags);
    }

    /// The owner's own properties, by name.
    public Map<String, String> properties() {
        return Collections.unmodifiableMap(properties);
    }

    void rename(String newName) {
        name = newName;
    }

    void showTo(Visibility newVisibility) {
        visibility = newVisibility;
    }

    void declareContainer(String format) {
        containerFormat = format;
    }

    void declareDisk(String format) {
        diskFormat = format;
    }

    void needRam(int mebibytes) {
        minRam = mebibytes;
    }

    void needDisk(int gibibytes) {
        minDisk = gibibytes;
    }

    void protect(boolean wanted) {
        undeletable = wanted;
    }

    void hide(boolean wanted) {
        hidden = wanted;
    }

    /// Tags are a set: each is kept once.
    public void tag(List<String> newTags) {
        tags = newTags.stream().distinct().sorted().toArray(String[]::new);
    }

    void setProperty(String property, String value) {
        properties = new TreeMap<>(properties);
        properties.put(property, value);
    }

    void removeProperty(String property) {
        properties = new TreeMap<>(properties);
        properties.remove(property);
    }
}
