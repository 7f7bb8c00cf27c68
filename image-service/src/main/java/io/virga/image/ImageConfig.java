package io.virga.image;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.virga.image.inspect.DiskFormat;
import io.virga.image.store.StoreConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The settings of the image service.
@ConfigMapping(prefix = "image")
public interface ImageConfig {

    /// The stores that the bytes of images are kept in, by name.
    Map<String, StoreConfig> stores();

    /// Where data goes when nobody has chosen; needed when there are several stores.
    Optional<String> defaultStore();

    Upload upload();

    Download download();

    /// The most images that one page of a listing holds.
    @WithDefault("1000")
    int maxPageSize();

    /// How many properties of its own an image may have.
    @WithDefault("128")
    int maxProperties();

    /// How long a download URL that was handed to another service stays good.
    @WithDefault("2h")
    Duration downloadUrlValidity();

    /// Who may do what with which properties: a file in the format of Glance's `property-protections.conf`.
    Optional<Path> propertyProtections();

    /// How many certificates for signatures a project may have.
    @WithDefault("50")
    int maxCertificates();

    WebDownload webDownload();

    StagedImport stagedImport();

    Copies copies();

    Conversion conversion();

    /// What a project may have for which no limit is kept in the identity service, by the names of `QuotaResource`;
    /// -1 is no limit.
    Map<String, Long> quota();

    /// What images may be fetched from by the import method `web-download`.
    interface WebDownload {
        /// The ports that a URL may name.
        @WithDefault("80,443")
        Set<Integer> ports();

        /// Hosts that may be asked although they are inside of the cloud's own network: `host`, or `host:port`.
        Optional<Set<String>> trustedHosts();

        /// A download that takes longer is given up.
        @WithDefault("6h")
        Duration longest();

        /// How many run at once in a process.
        @WithDefault("4")
        int atOnce();

        /// A server that sends fewer bytes per second, over a whole `rate-window` of waiting for it, is given up.
        @WithDefault("64K")
        MemorySize minimumRate();

        @WithDefault("1m")
        Duration rateWindow();
    }

    /// How data that is in the store already becomes an image's: what was staged, and the parts of upload sessions.
    interface StagedImport {
        /// How many run at once in a process.
        @WithDefault("4")
        int atOnce();
    }

    /// How images are copied from one store to another.
    interface Copies {
        /// How many run at once in a process.
        @WithDefault("2")
        int atOnce();

        /// A store that cannot be copied to for so long counts as failed; what is copied meanwhile to others begins
        /// the time anew.
        @WithDefault("10m")
        Duration patience();
    }

    /// How images are brought into another disk format while they are imported.
    interface Conversion {
        /// `qcow2` or `raw`: what all imported disks become. Without it only what a user asks for is converted.
        Optional<DiskFormat> outputFormat();

        /// A folder for nothing else, on a disk with room for `scratch-size`.
        @WithDefault("/var/lib/virga/image-conversion")
        Path scratch();

        /// What all conversions at once may take there, each one an equal share: for what it reads and what it writes.
        @WithDefault("64G")
        MemorySize scratchSize();

        /// How many run at once.
        @WithDefault("2")
        int atOnce();

        /// Disks that claim more bytes are not converted.
        @WithDefault("2T")
        MemorySize maxVirtualSize();

        /// A conversion that takes longer is given up.
        @WithDefault("1h")
        Duration longest();

        /// The memory that `qemu-img` may take.
        @WithDefault("1G")
        MemorySize memory();

        /// Whom `qemu-img` runs as when the service runs as root: somebody who owns nothing.
        @WithDefault("nobody")
        String user();
    }

    interface Download {
        /// How many downloads run at once in a process. A project has at most a quarter of them; who needs more is
        /// refused.
        @WithDefault("128")
        int atOnce();
    }

    interface Upload {
        /// Data is sent to a store in parts of this size; of a stream up to three are in `spool`. At least 5 MiB, and a
        /// 10,000th of the largest image.
        @WithDefault("7M")
        MemorySize partSize();

        /// The most bytes that an image may have.
        @WithDefault("64G")
        MemorySize maxSize();

        /// The most bytes that the disk inside of an image may claim to have.
        @WithDefault("64T")
        MemorySize maxVirtualSize();

        /// An upload that has not advanced for so long is given up.
        @WithDefault("3m")
        Duration silence();

        /// How many bodies of data are received at once in a process. A project has at most a quarter of them; who
        /// needs more is refused.
        @WithDefault("128")
        int atOnce();

        /// A client that sends fewer bytes per second, over a whole `silence` of waiting for it, is given up.
        @WithDefault("16K")
        MemorySize minimumRate();

        /// A folder for nothing else, for parts on their way to a store. They have no names there, and are gone with
        /// the
        /// process.
        @WithDefault("/var/lib/virga/image-upload")
        Path spool();

        /// What all of them may take there: three parts for each of `at-once`, and as much for 16 streams of the
        /// service.
        @WithDefault("4G")
        MemorySize spoolSize();

        /// Staged data that nobody imports is erased after so long.
        @WithDefault("24h")
        Duration staged();

        /// An upload session to which nothing comes for so long is given up.
        @WithDefault("24h")
        Duration session();

        /// Stored bytes that no image knows, and that are older than this, are erased.
        @WithDefault("1h")
        Duration orphanAge();
    }
}
