package io.virga.agent.libvirt;

import static io.virga.agent.libvirt.Xml.element;

import io.virga.agent.hypervisor.HypervisorFailure;
import io.virga.agent.hypervisor.NoSuchMachine;
import io.virga.model.InstanceId;
import java.nio.file.Path;
import java.time.Duration;
import org.libvirt.Domain;
import org.libvirt.Domain.GetJobStatsFlags;
import org.libvirt.Error.ErrorNumber;
import org.libvirt.LibvirtException;

/// A copy of a running machine's root disk by libvirt's push backup: QEMU copies old data away before it is
/// overwritten, so that the copy shows one moment, and the disk itself is never touched: there is nothing to
/// merge back.
///
/// QEMU resolves the backing files itself, with the formats that the domain's definition names.
final class RootDiskCopy {

    /// `VIR_DOMAIN_JOB_COMPLETED`; libvirt-java 0.5.4 takes these numbers for bits.
    private static final int COMPLETED = 3;

    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    private final LibvirtDomains domains;

    RootDiskCopy(LibvirtDomains domains) {
        this.domains = domains;
    }

    /// `Hypervisor.copyRootDisk`
    boolean of(InstanceId id, Path copy) {
        stop(id);
        var begun = domains.with(id, domain -> {
            if (domain.isActive() == 0) {
                return false;
            }
            domain.backupBegin(order(copy), null, 0);
            return true;
        });
        if (begun) {
            awaitEnd(id);
        }
        return begun;
    }

    private static String order(Path copy) {
        var disk = element(
                        "disk",
                        element("driver").with("type", "qcow2"),
                        element("target").with("file", copy))
                .with("name", DiskXml.ROOT)
                .with("backup", "yes")
                .with("type", "file");
        return element("domainbackup", element("disks", disk))
                .with("mode", "push")
                .render();
    }

    private void awaitEnd(InstanceId id) {
        rest(id);
        letClose(id);
        var outcome = domains.with(id, domain -> domain.getJobStats(GetJobStatsFlags.COMPLETED).type);
        if (outcome != COMPLETED) {
            throw new HypervisorFailure("copying the disk ended as job type " + outcome, null);
        }
    }

    // libvirt forgets the backup before it has QEMU close the copy, whose last tables may not be written until then.
    // It does both as one job of the domain, and this question is the next one.
    private void letClose(InstanceId id) {
        domains.with(id, domain -> domain.blockInfo(DiskXml.ROOT));
    }

    /// `Hypervisor.stopCopying`
    void stop(InstanceId id) {
        try {
            if (domains.with(id, RootDiskCopy::copying)) {
                domains.with(id, RootDiskCopy::abort);
                rest(id);
            }
        } catch (NoSuchMachine gone) {
            return;
        }
    }

    private void rest(InstanceId id) {
        try {
            while (domains.with(id, RootDiskCopy::copying)) {
                Thread.sleep(LOOK_AGAIN);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HypervisorFailure("interrupted while a disk was copied", e);
        }
    }

    private static boolean copying(Domain domain) throws LibvirtException {
        return domain.isActive() == 1
                && LibvirtHypervisor.unless(ErrorNumber.VIR_ERR_NO_DOMAIN_BACKUP, () -> domain.getBackupXMLDesc(0));
    }

    private static boolean abort(Domain domain) throws LibvirtException {
        return LibvirtHypervisor.unless(ErrorNumber.VIR_ERR_OPERATION_INVALID, domain::abortJob);
    }
}
