package io.virga.agent.libvirt;

import io.virga.agent.hypervisor.About;
import io.virga.agent.hypervisor.Blueprint;
import io.virga.agent.hypervisor.Hypervisor;
import io.virga.agent.hypervisor.NoSuchMachine;
import io.virga.agent.hypervisor.Sighting;
import io.virga.contract.agent.Power;
import io.virga.model.InstanceId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.libvirt.Connect;
import org.libvirt.Domain;
import org.libvirt.Error.ErrorNumber;
import org.libvirt.LibvirtException;

/// Machines as libvirt domains. Our domains carry an element in our namespace; others on the host are left alone.
public final class LibvirtHypervisor implements Hypervisor, AutoCloseable {

    private static final int METADATA_ELEMENT = 2;
    private static final int LIVE = 1;
    private static final int CONFIG = 2;

    /// Managed save, snapshots' metadata, firmware variables, checkpoints' metadata: all goes with the domain.
    private static final int UNDEFINE_ALL = 1 | 2 | 4 | 16;

    private final LibvirtConnection libvirt;
    private final DomainXml xml;
    private final HostTraits host;
    private final RootDiskCopy rootDiskCopy;
    private final RootDiskMove rootDiskMove;

    public LibvirtHypervisor(String uri, HostTraits host) {
        this.libvirt = new LibvirtConnection(uri);
        this.host = host;
        this.xml = new DomainXml(host);
        var domains = new LibvirtDomains(libvirt);
        this.rootDiskCopy = new RootDiskCopy(domains);
        this.rootDiskMove = new RootDiskMove(domains);
    }

    @Override
    public void launch(Blueprint blueprint) {
        libvirt.call(connection -> {
            var found = lookup(connection, blueprint.instance());
            var domain = found.isPresent() ? found.get() : connection.domainDefineXML(xml.render(blueprint));
            return starting(domain);
        });
    }

    @Override
    public void start(InstanceId id) {
        with(id, LibvirtHypervisor::starting);
    }

    @Override
    public void pressPowerButton(InstanceId id) {
        with(id, domain -> {
            if (domain.isActive() == 1) {
                tolerating(ErrorNumber.VIR_ERR_OPERATION_INVALID, domain::shutdown);
            }
            return domain.free();
        });
    }

    @Override
    public void cutPower(InstanceId id) {
        with(id, domain -> {
            cut(domain);
            return domain.free();
        });
    }

    @Override
    public void destroy(InstanceId id) {
        libvirt.call(connection -> {
            var found = lookup(connection, id);
            if (found.isPresent()) {
                cut(found.get());
                tolerating(ErrorNumber.VIR_ERR_NO_DOMAIN, () -> undefine(found.get()));
                found.get().free();
            }
            return id;
        });
    }

    @Override
    public void remember(InstanceId id, long generation) {
        with(id, domain -> {
            domain.setMetadata(
                    METADATA_ELEMENT,
                    new InstanceMetadata(generation).bare(),
                    InstanceMetadata.PREFIX,
                    InstanceMetadata.NAMESPACE,
                    domain.isActive() == 1 ? LIVE | CONFIG : CONFIG);
            return domain.free();
        });
    }

    @Override
    public boolean copyRootDisk(InstanceId id, Path copy) {
        return rootDiskCopy.of(id, copy);
    }

    @Override
    public void stopCopying(InstanceId id) {
        rootDiskCopy.stop(id);
    }

    @Override
    public Path rootDisk(InstanceId id) {
        return rootDiskMove.file(id);
    }

    @Override
    public void moveRootDisk(InstanceId id, Path successor) {
        rootDiskMove.to(id, successor);
    }

    @Override
    public void resume(InstanceId id) {
        with(id, domain -> {
            if (PowerStates.of(domain.getInfo().state) == Power.PAUSED) {
                tolerating(ErrorNumber.VIR_ERR_OPERATION_INVALID, domain::resume);
            }
            return domain.free();
        });
    }

    @Override
    public Optional<Sighting> find(InstanceId id) {
        return libvirt.call(connection -> {
            var domain = lookup(connection, id);
            if (domain.isEmpty()) {
                return Optional.empty();
            }
            // Whatever became of its metadata: a domain with an instance's id is that instance.
            return sighting(domain.get(), OptionalLong.of(0));
        });
    }

    @Override
    public List<Sighting> inventory() {
        return libvirt.call(connection -> {
            var seen = new ArrayList<Sighting>();
            for (var domain : connection.listAllDomains(0)) {
                sighting(domain, OptionalLong.empty()).ifPresent(seen::add);
            }
            return seen;
        });
    }

    @Override
    public void onChange(Consumer<InstanceId> listener) {
        libvirt.onChange(listener);
    }

    @Override
    public About about() {
        return libvirt.call(
                connection -> new About(connection.getType(), host.virtType(), (int) connection.getVersion()));
    }

    @Override
    public void close() {
        libvirt.close();
    }

    private interface DomainWork {
        int with(Domain domain) throws LibvirtException;
    }

    interface Step {
        void run() throws LibvirtException;
    }

    private void with(InstanceId id, DomainWork work) {
        libvirt.call(connection -> work.with(lookup(connection, id).orElseThrow(() -> new NoSuchMachine(id))));
    }

    private static int starting(Domain domain) throws LibvirtException {
        if (domain.isActive() == 0) {
            domain.create();
        }
        return domain.free();
    }

    private static void cut(Domain domain) throws LibvirtException {
        if (domain.isActive() == 1) {
            // It may have ended by itself in between.
            tolerating(ErrorNumber.VIR_ERR_OPERATION_INVALID, domain::destroy);
        }
    }

    // libvirt's test driver knows none of the flags.
    private static void undefine(Domain domain) throws LibvirtException {
        try {
            domain.undefine(UNDEFINE_ALL);
        } catch (LibvirtException e) {
            if (!is(e, ErrorNumber.VIR_ERR_INVALID_ARG)) {
                throw e;
            }
            domain.undefine();
        }
    }

    static Optional<Domain> lookup(Connect connection, InstanceId id) throws LibvirtException {
        try {
            return Optional.of(connection.domainLookupByUUIDString(id.toString()));
        } catch (LibvirtException e) {
            if (is(e, ErrorNumber.VIR_ERR_NO_DOMAIN)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static Optional<Sighting> sighting(Domain domain, OptionalLong otherwise) throws LibvirtException {
        try {
            var kept = generation(domain);
            var generation = kept.isPresent() ? kept : otherwise;
            if (generation.isEmpty()) {
                return Optional.empty();
            }
            var id = InstanceId.fromString(domain.getUUIDString());
            return Optional.of(new Sighting(id, generation.getAsLong(), PowerStates.of(domain.getInfo().state)));
        } catch (LibvirtException e) {
            // Undefined between the listing and the look.
            if (is(e, ErrorNumber.VIR_ERR_NO_DOMAIN)) {
                return Optional.empty();
            }
            throw e;
        } finally {
            domain.free();
        }
    }

    private static OptionalLong generation(Domain domain) throws LibvirtException {
        try {
            return InstanceMetadata.generation(
                    domain.getMetadata(METADATA_ELEMENT, InstanceMetadata.NAMESPACE, CONFIG));
        } catch (LibvirtException e) {
            if (is(e, ErrorNumber.VIR_ERR_NO_DOMAIN_METADATA)) {
                return OptionalLong.empty();
            }
            throw e;
        }
    }

    private static void tolerating(ErrorNumber expected, Step step) throws LibvirtException {
        unless(expected, step);
    }

    /// Whether the step went through; false when libvirt answered `expected`.
    static boolean unless(ErrorNumber expected, Step step) throws LibvirtException {
        try {
            step.run();
            return true;
        } catch (LibvirtException e) {
            if (!is(e, expected)) {
                throw e;
            }
            return false;
        }
    }

    private static boolean is(LibvirtException e, ErrorNumber code) {
        return e.getError() != null && e.getError().getCode() == code;
    }
}
