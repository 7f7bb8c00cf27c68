package io.virga.image.inspect;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;

/// The directory of a tar archive (POSIX ustar, GNU): plain files side by side, and nothing else.
///
/// Where programs that read archives differ, the archive is refused: links, devices, folders, names in more than one
/// field, records that change a name or a size, bytes behind the end.
final class TarArchive {

    /// A file in the archive: `size` bytes from `offset`, all of them inside.
    record Member(String name, long offset, long size) {}

    private static final int BLOCK = 512;
    private static final int MOST_MEMBERS = 16;
    private static final int LONGEST_ATTRIBUTES = 64 << 10;

    /// Writers fill up their last record, of 10 KiB as a rule.
    private static final int MOST_PADDING = 1 << 20;

    private static final int NAME = 100;
    private static final int SIZE = 124;
    private static final int CHECKSUM = 148;
    private static final int KIND = 156;
    private static final int LINK = 157;
    private static final int PREFIX = 345;

    private static final Pattern PLAIN_NAME = Pattern.compile("(?!\\.{1,2}$)[^/\\\\\\p{Cntrl}]+");
    private static final Pattern OCTAL = Pattern.compile(" *([0-7]{1,12})[ \\x00]*");

    /// Attributes that change neither what a file is nor where it lies.
    private static final Pattern HARMLESS =
            Pattern.compile("(\\d+ (atime|ctime|mtime|uid|gid|uname|gname|comment)=[^\\n]*\\n)+");

    private final ImageBytes image;
    private final List<Member> members = new ArrayList<>();
    private final HashSet<String> names = new HashSet<>();

    private TarArchive(ImageBytes image) {
        this.image = image;
    }

    /// The members in their order. Reads headers only.
    static List<Member> members(ImageBytes image) throws IOException, BadOva {
        return new TarArchive(image).read();
    }

    private List<Member> read() throws IOException, BadOva {
        long place = 0;
        for (int count = 0; ; count++) {
            BadOva.when(image.lacks(place, BLOCK), "its archive has no end");
            var header = Window.of(image, place, BLOCK);
            if (header.isZero(0, BLOCK)) {
                checkPadding(place);
                return members;
            }
            BadOva.when(count == MOST_MEMBERS, "its archive has too many members");
            place = readMember(header, place + BLOCK);
        }
    }

    /// Returns where the next one begins.
    private long readMember(Window header, long offset) throws IOException, BadOva {
        checkHeader(header);
        var size = size(header);
        BadOva.when(image.lacks(offset, size), "a member ends outside of its archive");
        switch (header.text().charAt(KIND)) {
            case '0', '\0' -> add(new Member(name(header), offset, size));
            case 'x' -> checkAttributes(offset, size);
            case '1', '2' -> throw new BadOva("its archive has a link");
            default -> throw new BadOva("its archive has a member that is no file");
        }
        return offset + Math.ceilDiv(size, BLOCK) * BLOCK;
    }

    private void add(Member member) throws BadOva {
        BadOva.when(!names.add(member.name()), "its archive has two members of one name");
        members.add(member);
    }

    private static void checkHeader(Window header) throws BadOva {
        BadOva.when(!header.holds(257, "ustar\00000") && !header.holds(257, "ustar  \0"), "it is no tar archive");
        var sum = header.sum(0, CHECKSUM) + 8 * ' ' + header.sum(CHECKSUM + 8, BLOCK - CHECKSUM - 8);
        BadOva.when(octal(header, CHECKSUM, 8) != sum, "a checksum of its archive is wrong");
        BadOva.when(!header.isZero(PREFIX, BLOCK - PREFIX), "a member lies in a folder");
    }

    private static String name(Window header) throws BadOva {
        BadOva.when(!header.isZero(LINK, 100), "its archive has a link");
        var field = header.text().substring(0, NAME);
        var end = field.indexOf('\0');
        var name = end < 0 ? field : field.substring(0, end);
        BadOva.when(!header.isZero(name.length(), NAME - name.length()), "the name of a member goes on behind its end");
        BadOva.when(
                !PLAIN_NAME.matcher(name).matches(), "the name of a member is not that of a file beside the others");
        return name;
    }

    // Eight GiB and more do not fit into the octal digits.
    private static long size(Window header) throws BadOva {
        if (header.text().charAt(SIZE) == 0x80) {
            BadOva.when(!header.isZero(SIZE + 1, 3) || header.int64(SIZE + 4) < 0, "a size in its archive is absurd");
            return header.int64(SIZE + 4);
        }
        return octal(header, SIZE, 12);
    }

    private static long octal(Window header, int offset, int length) throws BadOva {
        var number = OCTAL.matcher(header.text().substring(offset, offset + length));
        BadOva.when(!number.matches(), "a number in its archive is damaged");
        return Long.parseLong(number.group(1), 8);
    }

    private void checkAttributes(long offset, long size) throws IOException, BadOva {
        BadOva.when(size > LONGEST_ATTRIBUTES, "the attributes of a member are too long");
        var text = Window.of(image, offset, (int) size).text();
        BadOva.when(!HARMLESS.matcher(text).matches(), "a member has attributes that change what it is");
    }

    private void checkPadding(long place) throws IOException, BadOva {
        var rest = image.length() - place;
        BadOva.when(rest > MOST_PADDING, "its archive goes on behind its end");
        BadOva.when(!Window.of(image, place, (int) rest).isZero(0, (int) rest), "its archive goes on behind its end");
    }
}
