package io.virga.scheduler.host;

import io.virga.contract.agent.HostReport;
import io.virga.model.HostName;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.Session;

/// The hosts that may take instances.
@ApplicationScoped
public class KnownHosts {

    private static final String LOADS = """
            select h.name, h.provider, h.generation, h.enabled, coalesce(h.assignedZone, h.availabilityZone), h.vcpus,
                   h.memoryMib, h.diskGib, h.lastSeen, coalesce(sum(c.vcpus), 0), coalesce(sum(c.memoryMib), 0), coalesce(sum(c.diskGib), 0)
            from KnownHost h left join Claim c on c.host = h.name
            """;

    private final Session session;

    KnownHosts(Session session) {
        this.session = session;
    }

    /// Every host with what is claimed on it, by name. One statement, so that loads and generations fit together.
    public List<HostLoad> loads() {
        return session.createQuery(LOADS + "group by h.name order by h.name", HostLoad.class)
                .list();
    }

    public Optional<HostLoad> load(UUID provider) {
        return session.createQuery(LOADS + "where h.provider = :provider group by h.name", HostLoad.class)
                .setParameter("provider", provider)
                .uniqueResultOptional();
    }

    /// Moves the host's generation on from the one that was seen. False: somebody else was faster, and what was seen
    /// of the host no longer holds.
    public boolean advance(HostName host, long seenGeneration) {
        return session.createMutationQuery(
                                "update KnownHost set generation = generation + 1 where name = :name and generation = :seen")
                        .setParameter("name", host.value())
                        .setParameter("seen", seenGeneration)
                        .executeUpdate()
                == 1;
    }

    /// Takes a heartbeat. One that is older than what is known is left out, unless the host has been silent since
    /// `silentSince`: then its clock may have been set back, and whatever it says is news.
    ///
    /// The generation moves only when the host's inventory did, so that heartbeats do not disturb claims.
    public void heard(HostReport report, Instant now, Instant silentSince) {
        session.createNativeMutationQuery("""
                        insert into hosts as known (name, provider, generation, enabled, availability_zone, vcpus, memory_mib,
                                                    disk_gib, agent_started_at, agent_sequence, last_seen)
                        values (:name, :provider, 0, true, :zone, :vcpus, :memory, :disk, :startedAt, :sequence, :now)
                        on conflict (name) do update set
                            generation = known.generation + case
                                when (known.vcpus, known.memory_mib, known.disk_gib)
                                    = (excluded.vcpus, excluded.memory_mib, excluded.disk_gib) then 0 else 1 end,
                            availability_zone = excluded.availability_zone,
                            vcpus = excluded.vcpus,
                            memory_mib = excluded.memory_mib,
                            disk_gib = excluded.disk_gib,
                            agent_started_at = excluded.agent_started_at,
                            agent_sequence = excluded.agent_sequence,
                            last_seen = excluded.last_seen
                        where (known.agent_started_at, known.agent_sequence)
                                < (excluded.agent_started_at, excluded.agent_sequence)
                            or known.last_seen < :silentSince
                        """)
                .setParameter("name", report.host().value())
                .setParameter("provider", providerOf(report.host()))
                .setParameter("zone", report.availabilityZone())
                .setParameter("vcpus", report.inventory().vcpus())
                .setParameter("memory", report.inventory().memoryMib())
                .setParameter("disk", report.inventory().diskGib())
                .setParameter("startedAt", report.startedAt())
                .setParameter("sequence", report.sequence())
                .setParameter("now", now)
                .setParameter("silentSince", silentSince)
                .executeUpdate();
    }

    /// Remembers the operator's will, even of a host that has not been heard yet: it has nothing to give until then.
    public void setEnabled(HostName host, boolean enabled) {
        session.createNativeMutationQuery("""
                        insert into hosts (name, provider, generation, enabled, availability_zone, vcpus, memory_mib, disk_gib,
                                           agent_started_at, agent_sequence, last_seen)
                        values (:name, :provider, 0, :enabled, '', 0, 0, 0, :never, 0, :never)
                        on conflict (name) do update set enabled = excluded.enabled
                        """)
                .setParameter("name", host.value())
                .setParameter("provider", providerOf(host))
                .setParameter("enabled", enabled)
                .setParameter("never", Instant.EPOCH)
                .executeUpdate();
    }

    /// The zone that an operator has put the host into, null for the one that its agent tells; even of a host that has
    /// not been heard yet.
    public void setZone(HostName host, String zone) {
        session.createNativeMutationQuery("""
                        insert into hosts (name, provider, generation, enabled, availability_zone, assigned_zone, vcpus,
                                           memory_mib, disk_gib, agent_started_at, agent_sequence, last_seen)
                        values (:name, :provider, 0, true, '', cast(:zone as varchar), 0, 0, 0, :never, 0, :never)
                        on conflict (name) do update set assigned_zone = excluded.assigned_zone
                        """)
                .setParameter("name", host.value())
                .setParameter("provider", providerOf(host))
                .setParameter("zone", zone)
                .setParameter("never", Instant.EPOCH)
                .executeUpdate();
    }

    /// The host's id in the Placement API follows from its name, so that every process knows it without asking.
    public static UUID providerOf(HostName host) {
        return UUID.nameUUIDFromBytes(("host:" + host).getBytes(StandardCharsets.UTF_8));
    }
}
