package io.tollgate.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.StreamingAead;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.streamingaead.StreamingAeadConfig2026;
import io.tollgate.catalog.Item;
import io.tollgate.catalog.ItemPart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** R26: reads ranges of an item of many parts, and detects manipulated parts. */
class RangesOfPartsTest {
    private static final int PART = 200_000;

    private final SealingFixture fixture = new SealingFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    /** An item in parts of the given size, with or without the headers that an upload records. */
    private record Stored(Item item, byte[] plain, List<ItemPart> parts, InMemoryParts blobs) {}

    private Stored stored(int size, int partSize, boolean sealed, boolean headers) throws IOException {
        byte[] plain = SealingFixture.bytes(size);
        Item item = sealed ? fixture.sealedItem(size) : fixture.plainItem(size);
        List<byte[]> blobs = new ArrayList<>();
        List<ItemPart> parts = new ArrayList<>();
        for (int from = 0; from == 0 || from < size; from += partSize) {
            byte[] bytes = Arrays.copyOfRange(plain, from, Math.min(size, from + partSize));
            byte[] blob = sealed ? fixture.seal(item, parts.size(), bytes) : bytes;
            Optional<byte[]> header = headers ? Optional.of(Arrays.copyOf(blob, Segments.HEADER)) : Optional.empty();
            parts.add(new ItemPart(parts.size(), "blob-" + parts.size(), bytes.length, blob.length, header, 10));
            blobs.add(blob);
        }
        return new Stored(item, plain, parts, new InMemoryParts(blobs.toArray(byte[][]::new)));
    }

    private byte[] read(Stored stored, long from, long length) throws IOException {
        SealedBlob blob = fixture.sealing.open(stored.item().readable(), stored.parts(), stored.blobs());
        blob.verify(from, length);
        try (InputStream plain = blob.unseal(fixture.entitlement(stored.item()), from, length)) {
            return plain.readAllBytes();
        }
    }

    static Stream<Arguments> sizes() {
        Stream.Builder<Arguments> sizes = Stream.builder();
        for (int size : new int[] {1, 65_479, 65_480, 65_481, 131_000, 131_001}) {
            sizes.add(Arguments.of(size, PART, true));
        }
        for (int size : new int[] {PART - 1, PART, PART + 1, 2 * PART, 2 * PART + 1, 5 * PART - 7}) {
            sizes.add(Arguments.of(size, PART, true));
            sizes.add(Arguments.of(size, 65_480, true));
            sizes.add(Arguments.of(size, PART, false));
        }
        return sizes.build();
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void anyRangeReturnsTheBytesOfTheFile(int size, int partSize, boolean sealed) throws IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Stored stored = stored(size, partSize, sealed, random.nextBoolean());

        for (int i = 0; i < 40; i++) {
            int from = nearAnEdge(random, size, partSize);
            int length = 1 + Math.min(size - from - 1, nearAnEdge(random, size, partSize));
            assertThat(read(stored, from, length))
                    .as("%d bytes from %d of %d in parts of %d, seed %d", length, from, size, partSize, seed)
                    .isEqualTo(Arrays.copyOfRange(stored.plain(), from, from + length));
        }
        assertThat(read(stored, 0, size)).isEqualTo(stored.plain());
        assertThat(stored.blobs().open).hasValue(0);
    }

    /** Half of the positions are within two bytes of the start of a segment or a part, the others anywhere. */
    private static int nearAnEdge(Random random, int size, int partSize) {
        int anywhere = random.nextInt(size);
        if (random.nextBoolean()) {
            return anywhere;
        }
        int part = anywhere / partSize * partSize;
        int edge = random.nextBoolean()
                ? part
                : part + (int) Segments.plainStart(Segments.of(Math.min(partSize - 1, anywhere - part)));
        return Math.clamp(edge + random.nextInt(5) - 2L, 0, size - 1);
    }

    @Test
    void oneByteRequestsExactlyOneSegment() throws IOException {
        Stored stored = stored(3 * PART, PART, true, true);

        read(stored, PART + 150_000L, 1);

        assertThat(stored.blobs().requests)
                .containsExactly(new InMemoryParts.Request(1, 2L * Segments.SEALED, 3L * Segments.SEALED - 1));
    }

    @Test
    void anUnrecordedHeaderIsReadOnce() throws IOException {
        Stored stored = stored(3 * PART, PART, true, false);

        read(stored, PART + 150_000L, 1);

        assertThat(stored.blobs().requests)
                .containsExactly(
                        new InMemoryParts.Request(1, 0, Segments.HEADER - 1),
                        new InMemoryParts.Request(1, 2L * Segments.SEALED, 3L * Segments.SEALED - 1));
    }

    @Test
    void r26SwappedPartsAreAnError() throws IOException {
        Stored stored = stored(2 * PART, PART, true, false);
        byte[] first = stored.blobs().blobs.getFirst();
        stored.blobs().blobs.set(0, stored.blobs().blobs.get(1));
        stored.blobs().blobs.set(1, first);

        assertThatThrownBy(() -> read(stored, 0, 1)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> read(stored, 2 * PART - 1, 1)).isInstanceOf(IOException.class);
    }

    @Test
    void r26PartsInAnotherOrderInTheCatalogAreAnError() throws IOException {
        Stored stored = stored(2 * PART, PART, true, false);
        List<ItemPart> swapped = List.of(
                new ItemPart(0, "blob-1", PART, Segments.sealedLength(PART), Optional.empty(), 10),
                new ItemPart(1, "blob-0", PART, Segments.sealedLength(PART), Optional.empty(), 10));
        InMemoryParts blobs = new InMemoryParts(
                stored.blobs().blobs.get(1), stored.blobs().blobs.get(0));

        assertThatThrownBy(() -> read(new Stored(stored.item(), stored.plain(), swapped, blobs), 0, 1))
                .isInstanceOf(IOException.class);
    }

    @Test
    void r26AMissingPartIsAnErrorAndNotAShorterFile() throws IOException {
        Stored stored = stored(3 * PART, PART, true, false);

        assertThatThrownBy(() -> fixture.sealing.open(
                        stored.item().readable(), stored.parts().subList(0, 2), stored.blobs()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> fixture.sealing.open(
                        stored.item().readable(),
                        List.of(stored.parts().get(0), stored.parts().get(2)),
                        stored.blobs()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void r26AFlippedBitInALaterPartFailsTheStreamAfterCorrectBytes() throws IOException {
        Stored stored = stored(3 * PART, PART, true, true);
        stored.blobs().blobs.get(1)[100_000] ^= 1;
        SealedBlob blob = fixture.sealing.open(stored.item().readable(), stored.parts(), stored.blobs());
        InputStream plain = blob.unseal(fixture.entitlement(stored.item()), 0, 3 * PART);

        byte[] right = plain.readNBytes(PART + (int) Segments.plainStart(1));

        assertThat(right).isEqualTo(Arrays.copyOf(stored.plain(), right.length));
        assertThatThrownBy(plain::read).isInstanceOf(IOException.class);
    }

    @Test
    void r24AnInvalidSegmentIsRequestedAgainAndTheStreamContinues() throws IOException {
        Stored stored = stored(PART, PART, true, true);
        byte[] right = stored.blobs().blobs.getFirst();
        byte[] wrong = right.clone();
        wrong[100_000] ^= 1;
        stored.blobs().blobs.set(0, wrong);
        SealedBlob blob = fixture.sealing.open(stored.item().readable(), stored.parts(), stored.blobs());
        InputStream plain = blob.unseal(fixture.entitlement(stored.item()), 0, PART);
        byte[] first = plain.readNBytes((int) Segments.plainStart(1));

        stored.blobs().blobs.set(0, right);
        byte[] rest = plain.readAllBytes();

        assertThat(rest).isEqualTo(Arrays.copyOfRange(stored.plain(), first.length, PART));
        assertThat(stored.blobs().requests.getLast().from()).isEqualTo(Segments.SEALED);
    }

    @Test
    void theNextPartIsOpenedAheadAndClosedWithTheStream() throws Exception {
        Stored stored = stored(3 * PART, PART, true, true);
        SealedBlob blob = fixture.sealing.open(stored.item().readable(), stored.parts(), stored.blobs());
        List<Runnable> tasks = new ArrayList<>();
        MultipartBytes bytes = new MultipartBytes(
                stored.parts(),
                3 * PART,
                part -> (from, length) ->
                        stored.blobs().open(part.number(), 0, part.storedSize() - 1, opened -> opened));
        InputStream first = bytes.part(0).open(0, PART);
        MultipartStream plain = new MultipartStream(bytes, tasks::add, 0, first, PART, 2 * PART);

        plain.readNBytes(PART / 2 - 1000);
        assertThat(tasks).isEmpty();
        plain.readNBytes(2000);
        plain.read();
        assertThat(tasks).hasSize(1);
        tasks.getFirst().run();
        assertThat(stored.blobs().open).hasValue(2);
        plain.close();

        assertThat(stored.blobs().open).hasValue(0);
        blob.close();
    }

    @Test
    void aManifestAndAPartAreNotInterchangeable() throws IOException {
        Item item = fixture.sealedItem(5);
        byte[] list = {1, 2, 3, 4, 5};
        byte[] sealed = fixture.sealing.sealManifest(item.readable().wrappedKey(), item.id(), list);

        assertThat(fixture.sealing.openManifest(item.readable().wrappedKey(), item.id(), sealed))
                .isEqualTo(list);
        assertThatThrownBy(() -> fixture.unsealed(item, sealed)).isInstanceOf(IOException.class);
        assertThatThrownBy(() ->
                        fixture.sealing.openManifest(item.readable().wrappedKey(), item.id(), fixture.seal(item, list)))
                .isInstanceOf(IOException.class);
    }

    @Test
    void theMaximumPlainLengthFillsTheSealedLimit() {
        for (long limit : new long[] {56, 57, 71, 72, 65_535, 65_536, 65_537, 65_552, 65_553, 131_072, 10_485_760}) {
            long plain = Segments.plainLength(limit);

            assertThat(Segments.sealedLength(plain)).as("limit %d", limit).isLessThanOrEqualTo(limit);
            assertThat(Segments.sealedLength(plain + 17)).as("limit %d", limit).isGreaterThan(limit);
        }
    }

    /** Tink's own reader must read the same bytes, so that a file stays readable without this program. */
    @Test
    void tinkReadsASealedPart() throws Exception {
        Item item = fixture.sealedItem(PART);
        byte[] plain = SealingFixture.bytes(PART);
        byte[] sealed = fixture.seal(item, 0, plain);

        KeysetHandle keyset = TinkProtoKeysetFormat.parseKeyset(
                fixture.kek.unwrap(item.readable().wrappedKey(), "tollgate:item-key:" + item.id()),
                InsecureSecretKeyAccess.get(),
                StreamingAeadConfig2026.get());
        StreamingAead cipher = keyset.getPrimitive(StreamingAeadConfig2026.get(), StreamingAead.class);
        byte[] associatedData = ("tollgate:part:" + item.id() + ":0").getBytes(StandardCharsets.UTF_8);
        assertThat(cipher.newDecryptingStream(new ByteArrayInputStream(sealed), associatedData)
                        .readAllBytes())
                .isEqualTo(plain);
        assertThat(fixture.unsealed(item, sealed)).isEqualTo(plain);
    }
}
