package io.virga.agent.libvirt;

import static io.virga.agent.libvirt.Xml.element;

import io.virga.agent.hypervisor.HypervisorFailure;
import io.virga.model.InstanceId;
import java.io.StringReader;
import java.nio.file.Path;
import java.time.Duration;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jboss.logging.Logger;
import org.libvirt.Domain;
import org.libvirt.Domain.BlockCopyFlags;
import org.libvirt.Error.ErrorNumber;
import org.libvirt.LibvirtException;
import org.libvirt.TypedParameter;
import org.libvirt.TypedUlongParameter;

/// Which file a machine's root disk is, and its move to another one by libvirt's block copy: QEMU mirrors
/// what the guest has written, and what it writes meanwhile, and then turns to the new file between two
/// requests.
final class RootDiskMove {

    private static final Logger log = Logger.getLogger(RootDiskMove.class);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    /// `VIR_DOMAIN_BLOCK_JOB_ABORT_PIVOT`
    private static final int PIVOT = 2;

    /// The definition as it is now, running or not.
    private static final int PRESENT = 0;

    private static final int NO_JOB = 0;

    /// libvirt-java takes no empty list; 0 is no limit.
    private static final TypedParameter[] UNLIMITED = {new TypedUlongParameter("bandwidth", 0)};

    private static final XMLInputFactory PARSERS = Xml.parsers();

    private final LibvirtDomains domains;

    RootDiskMove(LibvirtDomains domains) {
        this.domains = domains;
    }

    /// `Hypervisor.rootDisk`
    Path file(InstanceId id) {
        return domains.with(id, domain -> file(domain.getXMLDesc(PRESENT)));
    }

    /// `Hypervisor.moveRootDisk`
    void to(InstanceId id, Path successor) {
        stop(id);
        var moved = false;
        try {
            domains.with(id, domain -> {
                domain.blockCopy(
                        DiskXml.ROOT,
                        destination(successor),
                        UNLIMITED,
                        BlockCopyFlags.SHALLOW | BlockCopyFlags.REUSE_EXT | BlockCopyFlags.TRANSIENT_JOB);
                return id;
            });
            while (!domains.with(id, RootDiskMove::turned)) {
                Thread.sleep(LOOK_AGAIN);
            }
            moved = true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HypervisorFailure("interrupted while a disk was moved", e);
        } finally {
            if (!moved) {
                giveUp(id);
            }
        }
    }

    // An interrupted thread would not get through to libvirt.
    private void giveUp(InstanceId id) {
        var interrupted = Thread.interrupted();
        try {
            stop(id);
        } catch (RuntimeException e) {
            log.debugf("instance %s: the move of its disk is stopped by the next one: %s", id, e.getMessage());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static String destination(Path file) {
        return element(
                        "disk",
                        element("driver").with("name", "qemu").with("type", "qcow2"),
                        element("source").with("file", file))
                .with("type", "file")
                .render();
    }

    // Until the mirror is complete libvirt refuses to turn.
    private static boolean turned(Domain domain) throws LibvirtException {
        return LibvirtHypervisor.unless(
                ErrorNumber.VIR_ERR_BLOCK_COPY_ACTIVE, () -> domain.blockJobAbort(DiskXml.ROOT, PIVOT));
    }

    // One that an earlier process has begun, or that is not wanted any more.
    private void stop(InstanceId id) {
        domains.with(id, domain -> {
            if (domain.isActive() == 1 && domain.getBlockJobInfo(DiskXml.ROOT, 0).type != NO_JOB) {
                domain.blockJobAbort(DiskXml.ROOT, 0);
            }
            return id;
        });
    }

    static Path file(String definition) {
        try {
            var parser = PARSERS.createXMLStreamReader(new StringReader(definition));
            while (parser.hasNext()) {
                if (parser.next() == XMLStreamConstants.START_ELEMENT
                        && parser.getLocalName().equals("disk")) {
                    var disk = disk(parser);
                    if (DiskXml.ROOT.equals(disk.target())) {
                        return Path.of(disk.file());
                    }
                }
            }
        } catch (XMLStreamException e) {
            throw new HypervisorFailure("the machine's definition cannot be read", e);
        }
        throw new HypervisorFailure("the machine has no root disk in a file", null);
    }

    private record Disk(String target, String file) {}

    // The first source is the disk's own; those below it are in elements of their own.
    private static Disk disk(XMLStreamReader parser) throws XMLStreamException {
        String target = null;
        String file = null;
        for (var depth = 1; depth > 0; ) {
            switch (parser.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    depth++;
                    if (depth == 2 && parser.getLocalName().equals("source")) {
                        file = parser.getAttributeValue(null, "file");
                    } else if (depth == 2 && parser.getLocalName().equals("target")) {
                        target = parser.getAttributeValue(null, "dev");
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> depth--;
                default -> {
                    // text
                }
            }
        }
        return new Disk(file == null ? null : target, file);
    }
}
