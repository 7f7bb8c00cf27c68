package io.virga.image.inspect;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;

/// Small disk images, made byte by byte, that tests bend to their ends.
public final class Samples {

    public static final long DISK = 64L << 20;

    private static final int KIB = 1024;

    private Samples() {}

    /// Bytes and the changes that a test makes to them.
    public record Sample(ByteBuffer bytes) {

        public static Sample of(int length) {
            return new Sample(ByteBuffer.allocate(length));
        }

        public Sample text(int offset, String latin1) {
            bytes.put(offset, latin1.getBytes(StandardCharsets.ISO_8859_1));
            return this;
        }

        public Sample int32(int offset, int value) {
            bytes.order(ByteOrder.BIG_ENDIAN).putInt(offset, value);
            return this;
        }

        public Sample int64(int offset, long value) {
            bytes.order(ByteOrder.BIG_ENDIAN).putLong(offset, value);
            return this;
        }

        public Sample little16(int offset, int value) {
            bytes.order(ByteOrder.LITTLE_ENDIAN).putShort(offset, (short) value);
            return this;
        }

        public Sample little32(int offset, int value) {
            bytes.order(ByteOrder.LITTLE_ENDIAN).putInt(offset, value);
            return this;
        }

        public Sample little64(int offset, long value) {
            bytes.order(ByteOrder.LITTLE_ENDIAN).putLong(offset, value);
            return this;
        }

        public Sample guid(int offset, String text) {
            var id = UUID.fromString(text);
            little32(offset, (int) (id.getMostSignificantBits() >>> 32));
            little16(offset + 4, (int) (id.getMostSignificantBits() >>> 16));
            little16(offset + 6, (int) id.getMostSignificantBits());
            return int64(offset + 8, id.getLeastSignificantBits());
        }

        /// A copy, cut off or with zeros behind it.
        public Sample ofLength(int length) {
            return new Sample(ByteBuffer.wrap(Arrays.copyOf(array(), length)));
        }

        public byte[] array() {
            return bytes.array();
        }

        public ImageBytes image() {
            return Samples.image(array());
        }
    }

    public static ImageBytes image(byte[] bytes) {
        return new ImageBytes() {
            @Override
            public long length() {
                return bytes.length;
            }

            @Override
            public byte[] read(long offset, int count) {
                return Arrays.copyOfRange(bytes, (int) offset, (int) offset + count);
            }
        };
    }

    /// Version 3, clusters of 64 KiB, an empty disk of 64 MiB.
    public static Sample qcow2() {
        return Sample.of(256 * KIB + 512)
                .text(0, "QFI\u00fb")
                .int32(4, 3)
                .int32(20, 16)
                .int64(24, DISK)
                .int32(36, 1)
                .int64(40, 192 * KIB)
                .int64(48, 64 * KIB)
                .int32(56, 1)
                .int32(96, 4)
                .int32(100, 112);
    }

    public static Sample vmdk() {
        return vmdk("RW 131072 SPARSE \"disk.vmdk\"", "monolithicSparse");
    }

    public static Sample vmdk(String extent, String kind) {
        return Sample.of(128 * KIB)
                .text(0, "KDMV")
                .little32(4, 1)
                .little64(12, DISK / 512)
                .little64(20, 128)
                .little64(28, 1)
                .little64(36, 20)
                .little32(44, 512)
                .little64(56, 26)
                .text(512, """
                        # Disk DescriptorFile
                        version=1
                        CID=4ab1c2d3
                        parentCID=ffffffff
                        createType="%s"

                        # Extent description
                        %s

                        # The Disk Data Base
                        #DDB

                        ddb.virtualHWVersion = "4"
                        ddb.adapterType = "ide"
                        """.formatted(kind, extent));
    }

    /// Fixed: 64 KiB of data and a footer.
    public static Sample vhd() {
        return VhdSamples.fixed();
    }

    public static Sample vhdx() {
        return VhdxSamples.dynamic();
    }

    public static Sample vdi() {
        return Sample.of(2048 * KIB)
                .text(0, "<<< QEMU VM Virtual Disk Image >>>\n")
                .little32(0x40, 0xbeda107f)
                .little32(0x44, 0x00010001)
                .little32(0x4c, 1)
                .little32(0x154, 512)
                .little64(0x170, DISK)
                .little32(0x178, 1 << 20)
                .little32(0x180, 64);
    }

    public static Sample iso() {
        return Sample.of(40 * KIB).text(0x8001, "CD001");
    }

    public static Sample raw(int length) {
        return Sample.of(length).text(0, "nothing that anybody would know");
    }
}
