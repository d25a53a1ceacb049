package io.tollgate.sealing;

import io.tollgate.catalog.ItemPart;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** The plain bytes of an item: those of all parts, in order. */
final class MultipartBytes implements PlainBytes {
    private final List<ItemPart> parts;
    private final long[] starts;
    private final Function<ItemPart, PlainBytes> opener;

    /** @throws IllegalArgumentException when the parts are not all parts of the item in order */
    MultipartBytes(List<ItemPart> parts, long size, Function<ItemPart, PlainBytes> opener) {
        this.parts = List.copyOf(parts);
        this.opener = opener;
        this.starts = new long[parts.size() + 1];
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i).number() != i) {
                throw new IllegalArgumentException("part " + i + " is missing");
            }
            starts[i + 1] = starts[i] + parts.get(i).size();
        }
        if (parts.isEmpty() || starts[parts.size()] != size) {
            throw new IllegalArgumentException("the parts do not add up to the item");
        }
    }

    long size(int number) {
        return parts.get(number).size();
    }

    PlainBytes part(int number) {
        return opener.apply(parts.get(number));
    }

    @Override
    public InputStream open(long from, long length) throws IOException {
        if (from < 0 || length < 0 || from + length > starts[parts.size()]) {
            throw new IllegalArgumentException("the range is not within the item");
        }
        int found = Arrays.binarySearch(starts, from);
        int number = Math.min(found >= 0 ? found : -found - 2, parts.size() - 1);
        long inPart = Math.min(length, starts[number + 1] - from);
        InputStream first = part(number).open(from - starts[number], inPart);
        return new MultipartStream(this, Thread::startVirtualThread, number, first, inPart, length - inPart);
    }
}
