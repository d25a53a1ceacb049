package io.tollgate.sealing;

import io.tollgate.catalog.ItemPart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/** Stored parts in memory that record every request and count the bytes that are read. */
final class InMemoryParts implements StoredParts {
    /** One requested range. */
    record Request(int part, long from, long toInclusive) {}

    final List<Request> requests = Collections.synchronizedList(new ArrayList<>());
    final List<byte[]> blobs;
    final AtomicInteger open = new AtomicInteger();
    final AtomicLong read = new AtomicLong();

    InMemoryParts(byte[]... blobs) {
        this.blobs = new ArrayList<>(List.of(blobs));
    }

    /** Parts of these plain sizes without recorded headers. */
    static List<ItemPart> parts(long... sizes) {
        return IntStream.range(0, sizes.length)
                .mapToObj(i ->
                        new ItemPart(i, "blob-" + i, sizes[i], Segments.sealedLength(sizes[i]), Optional.empty(), 10))
                .toList();
    }

    @Override
    public <T> T open(int part, long from, long toInclusive, Verifier<T> verifier) throws IOException {
        requests.add(new Request(part, from, toInclusive));
        byte[] blob = blobs.get(part);
        int start = (int) Math.min(from, blob.length);
        int length = (int) Math.min(toInclusive - from + 1, blob.length - start);
        open.incrementAndGet();
        return verifier.verify(new ByteArrayInputStream(blob, start, length) {
            private boolean closed;

            @Override
            public synchronized int read(byte[] into, int offset, int count) {
                int some = super.read(into, offset, count);
                read.addAndGet(Math.max(0, some));
                return some;
            }

            @Override
            public void close() {
                open.addAndGet(closed ? 0 : -1);
                closed = true;
            }
        });
    }
}
