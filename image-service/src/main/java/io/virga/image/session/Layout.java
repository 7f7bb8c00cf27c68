package io.virga.image.session;

import io.virga.model.CloudException.Invalid;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// How `size` bytes are cut into parts: numbered from 1, each of `partSize` bytes, the last one of the rest.
record Layout(long size, long partSize) {

    /// The most parts of an upload that goes straight to the store: so many URLs are handed out at once.
    static final int MOST_DIRECT = 256;

    /// In parts of the usual size.
    static Layout usual(long size, long usual) {
        return new Layout(size, usual);
    }

    /// In parts of the usual size, or larger ones where there would be too many.
    static Layout direct(long size, long usual) {
        return new Layout(size, Math.max(usual, Math.ceilDiv(size, MOST_DIRECT)));
    }

    int count() {
        return Math.toIntExact(Math.ceilDiv(size, partSize));
    }

    /// How many bytes the part has. `Invalid` when there is no such part.
    long length(int number) {
        if (number < 1 || number > count()) {
            throw new Invalid("There is no part %d: they are numbered from 1 to %d.".formatted(number, count()));
        }
        return Math.min(partSize, size - (number - 1) * partSize);
    }

    /// The parts of which none, or one of another length, is among `present`, in ascending order.
    List<Integer> missing(Collection<UploadedPart> present) {
        var lengths = present.stream().collect(Collectors.toMap(UploadedPart::number, UploadedPart::size));
        return IntStream.rangeClosed(1, count())
                .filter(number -> lengths.getOrDefault(number, -1L) != length(number))
                .boxed()
                .toList();
    }
}
