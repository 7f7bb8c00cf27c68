package io.virga.compute.instance;

import io.virga.compute.instance.InstanceState.Changing;
import io.virga.compute.instance.InstanceState.Settled;
import io.virga.compute.instance.InstanceState.Task;
import io.virga.compute.instance.InstanceState.VmState;
import io.virga.compute.network.Port;
import io.virga.contract.agent.Power;
import io.virga.model.HostName;
import io.virga.model.ImageId;
import io.virga.model.InstanceId;
import io.virga.model.ProjectId;
import io.virga.model.UserId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/// An instance, as the compute service remembers it.
///
/// Columns are private to this class; everyone else sees typed values and an `InstanceState`.
@Entity
@Table(name = "instances")
public class Instance {

    @Id
    private UUID id;

    @Version
    private long version;

    @Column(name = "project_id")
    private String projectId;

    @Column(name = "user_id")
    private String userId;

    private String name;
    private String description;

    @JdbcTypeCode(SqlTypes.JSON)
    private InstanceSpec spec;

    @Column(name = "admin_password")
    private String adminPassword;

    @Column(name = "image_id")
    private UUID imageId;

    @Column(name = "flavor_id")
    private String flavorId;

    @JdbcTypeCode(SqlTypes.JSON)
    private Map<String, String> metadata;

    @JdbcTypeCode(SqlTypes.ARRAY)
    private String[] tags = {};

    @Column(name = "access_ipv4")
    private String accessIpv4 = "";

    @Column(name = "access_ipv6")
    private String accessIpv6 = "";

    private boolean locked;

    @Enumerated(EnumType.STRING)
    @Column(name = "vm_state")
    private VmState vmState;

    @Enumerated(EnumType.STRING)
    @Column(name = "task")
    private Task task;

    @Column(name = "task_deadline")
    private Instant taskDeadline;

    private long generation;

    @Column(name = "commanded_at")
    private Instant commandedAt;

    private String host;
    private String zone;

    @JdbcTypeCode(SqlTypes.JSON)
    private List<String> traces = List.of();

    @Enumerated(EnumType.STRING)
    private Power power = Power.ABSENT;

    @Column(name = "power_generation")
    private long powerGeneration;

    @Column(name = "power_observed_at")
    private Instant powerObservedAt;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "updated_at")
    private Instant updatedAt;

    @Column(name = "launched_at")
    private Instant launchedAt;

    @Column(name = "terminated_at")
    private Instant terminatedAt;

    @JdbcTypeCode(SqlTypes.JSON)
    private Fault fault;

    protected Instance() {}

    /// A new instance, on its way from the first moment.
    Instance(NewInstance wanted, ProjectId project, UserId user, Instant now, Instant deadline) {
        id = wanted.id().value();
        projectId = project.value();
        userId = user.value();
        name = wanted.name();
        description = wanted.description();
        spec = wanted.spec();
        adminPassword = wanted.adminPassword();
        imageId = wanted.image().value();
        flavorId = wanted.spec().flavor().id();
        metadata = new TreeMap<>(wanted.metadata());
        accessIpv4 = wanted.accessIpv4();
        accessIpv6 = wanted.accessIpv6();
        generation = 1;
        createdAt = now;
        moveTo(new Changing(VmState.BUILDING, Task.SCHEDULING, deadline), now);
    }

    public InstanceState state() {
        return task == null ? new Settled(vmState) : new Changing(vmState, task, taskDeadline);
    }

    void moveTo(InstanceState next, Instant now) {
        vmState = next.vm();
        updatedAt = now;
        switch (next) {
            case Settled _ -> {
                task = null;
                taskDeadline = null;
            }
            case Changing(var _, var nextTask, var deadline) -> {
                task = nextTask;
                taskDeadline = deadline;
            }
        }
    }

    /// The change that is under way has come to its next task.
    void goOnWith(Task next, Instant now) {
        if (task != null && task != next) {
            moveTo(new Changing(vmState, next, taskDeadline), now);
        }
    }

    /// The user wants something new: what was commanded or seen before is older.
    long nextGeneration() {
        return ++generation;
    }

    void commanded(Instant now) {
        commandedAt = now;
    }

    void placeOn(HostName chosen, String itsZone) {
        host = chosen.value();
        zone = itsZone;
    }

    void leaveHost() {
        host = null;
        zone = null;
        power = Power.ABSENT;
        powerGeneration = 0;
        powerObservedAt = null;
        launchedAt = null;
    }

    void mayBeOn(HostName somewhere) {
        if (!traces.contains(somewhere.value())) {
            var more = new ArrayList<>(traces);
            more.add(somewhere.value());
            traces = List.copyOf(more);
        }
    }

    void isGoneFrom(HostName somewhere) {
        traces = traces.stream().filter(name -> !name.equals(somewhere.value())).toList();
    }

    void seen(Power now, long ofGeneration, Instant at) {
        power = now;
        powerGeneration = ofGeneration;
        powerObservedAt = at;
    }

    /// The machine has run on its host.
    void launched(Instant now) {
        if (launchedAt == null) {
            launchedAt = now;
        }
    }

    /// The boot is through: nobody needs the password again.
    void booted(InstanceState next, Instant now) {
        launchedAt = now;
        adminPassword = null;
        fault = null;
        moveTo(next, now);
    }

    void terminated(Instant now) {
        terminatedAt = now;
        adminPassword = null;
        host = null;
        moveTo(new Settled(VmState.DELETED), now);
    }

    void fail(Fault why, Instant now) {
        fault = why;
        moveTo(new Settled(VmState.ERROR), now);
    }

    void forgetFault() {
        fault = null;
    }

    void rename(String newName, Instant now) {
        name = newName;
        updatedAt = now;
    }

    void describe(String newDescription, Instant now) {
        description = newDescription;
        updatedAt = now;
    }

    void accessBy(String ipv4, String ipv6, Instant now) {
        accessIpv4 = ipv4;
        accessIpv6 = ipv6;
        updatedAt = now;
    }

    void metadata(Map<String, String> all, Instant now) {
        metadata = new TreeMap<>(all);
        updatedAt = now;
    }

    /// Like Nova's, a server does not count as updated by it.
    void tags(Collection<String> all) {
        tags = new TreeSet<>(all).toArray(String[]::new);
    }

    void locked(boolean now) {
        locked = now;
    }

    public InstanceId id() {
        return new InstanceId(id);
    }

    public ProjectId project() {
        return new ProjectId(projectId);
    }

    public UserId user() {
        return new UserId(userId);
    }

    public String name() {
        return name;
    }

    public Optional<String> description() {
        return Optional.ofNullable(description);
    }

    public InstanceSpec spec() {
        return spec;
    }

    String adminPassword() {
        return adminPassword;
    }

    public ImageId image() {
        return new ImageId(imageId);
    }

    public Map<String, String> metadata() {
        return Map.copyOf(metadata);
    }

    /// In alphabetical order.
    public List<String> tags() {
        return List.of(tags);
    }

    public String accessIpv4() {
        return accessIpv4;
    }

    public String accessIpv6() {
        return accessIpv6;
    }

    public boolean locked() {
        return locked;
    }

    /// Whether a port that names this instance as its device is truly its own: a tenant may write any device id into
    /// their own ports. What the user has brought was checked when they brought it.
    public boolean isPort(Port port) {
        return port.project().equals(projectId)
                || spec.nics().stream().anyMatch(nic -> port.id().equals(nic.port()));
    }

    public long generation() {
        return generation;
    }

    Optional<Instant> commandedAt() {
        return Optional.ofNullable(commandedAt);
    }

    public Optional<HostName> host() {
        return Optional.ofNullable(host).map(HostName::new);
    }

    public Optional<String> zone() {
        return Optional.ofNullable(zone);
    }

    Set<HostName> traces() {
        return traces.stream().map(HostName::new).collect(Collectors.toUnmodifiableSet());
    }

    public Power power() {
        return power;
    }

    long powerGeneration() {
        return powerGeneration;
    }

    Optional<Instant> powerObservedAt() {
        return Optional.ofNullable(powerObservedAt);
    }

    public Instant createdAt() {
        return createdAt;
    }

    public Instant updatedAt() {
        return updatedAt;
    }

    public Optional<Instant> launchedAt() {
        return Optional.ofNullable(launchedAt);
    }

    public Optional<Instant> terminatedAt() {
        return Optional.ofNullable(terminatedAt);
    }

    public Optional<Fault> fault() {
        return Optional.ofNullable(fault);
    }
}
