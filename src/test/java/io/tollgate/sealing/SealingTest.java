package io.tollgate.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tollgate.catalog.Item;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sealed bytes are returned unchanged to a holder of an entitlement. */
class SealingTest {
    private final SealingFixture fixture = new SealingFixture();
    private final Sealing sealing = fixture.sealing;

    @AfterEach
    void close() {
        fixture.close();
    }

    @ParameterizedTest
    @ValueSource(
            ints = {0, 1, 65_479, 65_480, 65_481, 65_519, 65_520, 65_521, 65_535, 65_536, 65_537, 131_000, 1_048_577})
    void aFileOfAnySizeRoundTripsAndHasThePredictedSealedLength(int size) throws IOException {
        byte[] plain = SealingFixture.bytes(size);
        Item item = fixture.sealedItem(size);

        byte[] sealed = sealing.seal(item.readable().wrappedKey(), item.id(), 0, new ByteArrayInputStream(plain))
                .readAllBytes();

        assertThat(sealing.sealedLength(size)).isEqualTo(sealed.length);
        SealedBlob blob = fixture.open(item, sealed);
        blob.verify(0, size);
        assertThat(blob.unseal(fixture.entitlement(item), 0, size).readAllBytes())
                .isEqualTo(plain);
    }

    /** A failure other than an IOException, such as a 408, loses bytes of a segment, so no later bytes may follow. */
    @Test
    void afterAFailureOfThePlainStreamSealingStops() throws IOException {
        Item item = fixture.sealedItem(1000);
        byte[] plain = SealingFixture.bytes(200_000);
        InputStream failing = new FilterInputStream(new ByteArrayInputStream(plain)) {
            private int reads;

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                if (++reads == 3) {
                    throw new IllegalStateException("too slow");
                }
                return super.read(into, offset, Math.min(length, 40_000));
            }
        };
        InputStream sealed = sealing.seal(item.readable().wrappedKey(), item.id(), 0, failing);

        assertThatThrownBy(sealed::readAllBytes).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(sealed::readAllBytes).isInstanceOf(IOException.class);
    }

    @Test
    void aStreamReadByteByByteIsTheSame() throws IOException {
        byte[] plain = SealingFixture.bytes(70_000);
        Item item = fixture.sealedItem(70_000);
        InputStream sealing = this.sealing.seal(item.readable().wrappedKey(), item.id(), 0, new Trickle(plain));

        InputStream unsealed = fixture.open(item, sealing.readAllBytes()).unseal(fixture.entitlement(item), 0, 70_000);

        for (byte each : plain) {
            assertThat(unsealed.read()).isEqualTo(each & 0xff);
        }
        assertThat(unsealed.read()).isEqualTo(-1);
        assertThat(sealing.read()).isEqualTo(-1);
    }

    @Test
    void sealedBytesRevealNothingOfThePlainBytes() throws IOException {
        Item item = fixture.sealedItem(1000);
        byte[] plain = new byte[1000];

        byte[] once = fixture.seal(item, plain);
        byte[] again = fixture.seal(item, plain);

        assertThat(once).isNotEqualTo(again);
        assertThat(new String(once, StandardCharsets.ISO_8859_1)).doesNotContain("\0".repeat(16));
    }

    @Test
    void anEntitlementToAnotherItemOpensNothing() throws IOException {
        Item item = fixture.sealedItem(10);
        Item other = fixture.sealedItem(10);
        SealedBlob blob = fixture.open(item, fixture.seal(item, new byte[10]));

        assertThatThrownBy(() -> blob.unseal(fixture.entitlement(other), 0, 10)).isInstanceOf(SecurityException.class);
        assertThatThrownBy(() -> blob.unseal(null, 0, 10)).isInstanceOf(NullPointerException.class);
        assertThat(blob.unseal(fixture.entitlement(item), 0, 10).readAllBytes()).hasSize(10);
    }

    @Test
    void anUnsealedItemRequiresAnEntitlementToo() throws IOException {
        Item item = fixture.plainItem(3);
        SealedBlob blob = fixture.open(item, new byte[] {7, 8, 9});
        blob.verify(0, 3);

        assertThatThrownBy(() -> blob.unseal(fixture.entitlement(fixture.plainItem(3)), 0, 3))
                .isInstanceOf(SecurityException.class);
        assertThat(blob.unseal(fixture.entitlement(item), 0, 3).readAllBytes()).containsExactly(7, 8, 9);
        assertThat(blob.unseal(fixture.entitlement(item), 1, 1).readAllBytes()).containsExactly(8);
    }

    @Test
    void verificationReadsExactlyOneSegment() throws IOException {
        Item item = fixture.sealedItem(1_000_000);
        InMemoryParts blobs = new InMemoryParts(fixture.seal(item, new byte[1_000_000]));
        SealedBlob blob = sealing.open(item.readable(), InMemoryParts.parts(1_000_000), blobs);

        blob.verify(0, 1_000_000);

        assertThat(blobs.read).hasValue(Segments.SEALED);
        assertThat(blobs.open).hasValue(1);
        blob.close();
        assertThat(blobs.open).hasValue(0);
    }

    @Test
    void sealingReadsAheadAtMostTwoSegments() throws IOException {
        Item item = fixture.sealedItem(1000);
        ByteArrayInputStream plain = new ByteArrayInputStream(new byte[1_000_000]);

        InputStream sealed = sealing.seal(item.readable().wrappedKey(), item.id(), 0, plain);
        sealed.readNBytes(100);

        assertThat(1_000_000 - plain.available()).isLessThanOrEqualTo(2 * Segments.SEALED);
    }

    @Test
    void whenThePlainBytesFailTheSealedStreamNeverEndsNormally() throws IOException {
        Item item = fixture.sealedItem(1000);
        InputStream broken = new SequenceInputStream(new ByteArrayInputStream(new byte[100_000]), new Breaking());

        InputStream sealed = sealing.seal(item.readable().wrappedKey(), item.id(), 0, broken);

        assertThatThrownBy(sealed::readAllBytes).isInstanceOf(IOException.class);
        assertThatThrownBy(sealed::read).isInstanceOf(IOException.class);
        assertThatThrownBy(sealed::readAllBytes).isInstanceOf(IOException.class);
    }

    @Test
    void closingASealingStreamClosesThePlainStreamWithoutAnEnd() throws IOException {
        Item item = fixture.sealedItem(1000);
        Trickle plain = new Trickle(new byte[100_000]);
        InputStream sealed = sealing.seal(item.readable().wrappedKey(), item.id(), 0, plain);

        sealed.close();

        assertThat(plain.closed).isTrue();
        assertThatThrownBy(sealed::read).isInstanceOf(IOException.class);
    }

    @Test
    void nothingPrintsAKey() {
        SealedKey key = sealing.newKey("item_a");

        assertThat(key).hasToString("SealedKey[" + key.wrapped().length + " wrapped bytes]");
        assertThat(sealing).hasToString("Sealing[" + fixture.kek.fingerprint() + "]");
    }

    /** Returns few bytes per read, as a network does. */
    private static final class Trickle extends FilterInputStream {
        private boolean closed;

        Trickle(byte[] bytes) {
            super(new ByteArrayInputStream(bytes));
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            return super.read(into, offset, Math.min(length, 977));
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    /** Fails once and then reports its end, as sockets do. */
    private static final class Breaking extends InputStream {
        private boolean broken;

        @Override
        public int read() throws IOException {
            if (broken) {
                return -1;
            }
            broken = true;
            throw new IOException("connection reset");
        }
    }
}
