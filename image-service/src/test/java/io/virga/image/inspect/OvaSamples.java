package io.virga.image.inspect;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.virga.image.inspect.Samples.Sample;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Virtual machines in archives, as other clouds export them.
public final class OvaSamples {

    static final String DISK = "disk.vmdk";

    private OvaSamples() {}

    /// With a manifest.
    static Sample plain() {
        return of(VmdkSamples.stream().array());
    }

    /// Around any disk.
    public static Sample of(byte[] disk) {
        var descriptor = descriptor(disk.length);
        var manifest = digest("a.ovf", descriptor) + digest(DISK, disk);
        return new Tar()
                .file("a.ovf", descriptor)
                .file("a.mf", Tar.bytes(manifest))
                .file("a.cert", Tar.bytes("not looked at"))
                .file(DISK, disk)
                .end();
    }

    /// Without a manifest, around this descriptor.
    static Sample described(byte[] descriptor) {
        return new Tar()
                .file("a.ovf", descriptor)
                .file(DISK, VmdkSamples.stream().array())
                .end();
    }

    static byte[] descriptor(int size) {
        return descriptor("", "<File ovf:id='f' ovf:href='disk.vmdk' ovf:size='%d'/>".formatted(size), "");
    }

    /// `prolog` comes before the root, `files` are all references, `text` is that of an annotation.
    static byte[] descriptor(String prolog, String files, String text) {
        return """
                <?xml version="1.0"?>%s
                <Envelope xmlns="http://schemas.dmtf.org/ovf/envelope/1" xmlns:ovf="http://schemas.dmtf.org/ovf/envelope/1">
                  <References>%s</References>
                  <DiskSection><Info>disks</Info><Disk ovf:diskId="d" ovf:fileRef="f" ovf:capacity="67108864"/></DiskSection>
                  <VirtualSystem ovf:id="vm"><Info>%s</Info></VirtualSystem>
                </Envelope>
                """.formatted(prolog, files, text).getBytes(UTF_8);
    }

    static String digest(String name, byte[] content) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(content);
            return "SHA256(%s)= %s\n".formatted(name, HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
