package io.tollgate.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tollgate.catalog.Item;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Modified, truncated, moved or foreign sealed bytes cause an error, never a shorter file. */
class TamperingTest {
    private static final int PLAIN = 200_000;

    private final SealingFixture fixture = new SealingFixture();
    private final byte[] plain = SealingFixture.bytes(PLAIN);
    private Item item;
    private byte[] sealed;

    @BeforeEach
    void seal() throws IOException {
        item = fixture.sealedItem(PLAIN);
        sealed = fixture.seal(item, plain);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 39, 40, 41, 65_535, 65_536, 131_071, 131_072, 131_073, 196_608, 200_103})
    void aFileTruncatedAnywhereIsAnErrorEvenBetweenSegments(int length) {
        assertThat(length).isLessThan(sealed.length);

        assertFailsAfterCorrectBytes(Arrays.copyOf(sealed, length));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 33, 39, 40, 65_535, 65_536, 131_072, 200_000})
    void oneFlippedBitIsAnError(int at) {
        sealed[at] ^= 1;

        assertFailsAfterCorrectBytes(sealed);
    }

    /** The catalog records the size of a part, so bytes after its end are never requested. */
    @Test
    void bytesAddedAtTheEndAreNotRead() throws IOException {
        assertThat(fixture.unsealed(item, Arrays.copyOf(sealed, sealed.length + 1)))
                .isEqualTo(plain);
        assertThat(fixture.unsealed(item, Arrays.copyOf(sealed, sealed.length + Segments.SEALED)))
                .isEqualTo(plain);
    }

    @Test
    void aPartWithAShorterRecordedSizeIsAnError() {
        Item shorter =
                SealingFixture.item(item.id(), PLAIN - 1, true, item.readable().wrappedKey());
        Item bySegments = SealingFixture.item(
                item.id(), Segments.plainStart(2), true, item.readable().wrappedKey());

        assertThatThrownBy(() -> fixture.unsealed(shorter, sealed)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> fixture.unsealed(bySegments, sealed)).isInstanceOf(IOException.class);
    }

    @Test
    void segmentsInAnotherOrderAreAnError() {
        byte[] second = Arrays.copyOfRange(sealed, Segments.SEALED, 2 * Segments.SEALED);
        System.arraycopy(sealed, 2 * Segments.SEALED, sealed, Segments.SEALED, Segments.SEALED);
        System.arraycopy(second, 0, sealed, 2 * Segments.SEALED, Segments.SEALED);

        assertFailsAfterCorrectBytes(sealed);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 39, 40, 65_535})
    void anInvalidFirstSegmentIsDetectedBeforeTheCharge(int at) throws IOException {
        sealed[at] ^= 1;
        SealedBlob blob = fixture.open(item, sealed);

        assertThatThrownBy(() -> blob.verify(0, PLAIN)).isInstanceOf(IOException.class);
        assertThatThrownBy(
                        () -> blob.unseal(fixture.entitlement(item), 0, PLAIN).readAllBytes())
                .isInstanceOf(IOException.class);
    }

    @Test
    void anEmptyAnswerFailsVerification() throws IOException {
        SealedBlob blob = fixture.open(item, new byte[0]);

        assertThatThrownBy(() -> blob.verify(0, PLAIN)).isInstanceOf(IOException.class);
    }

    @Test
    void theBytesOfAnotherItemAreAnError() throws IOException {
        Item other = fixture.sealedItem(PLAIN);

        SealedBlob blob = fixture.open(other, sealed);

        assertThatThrownBy(() -> blob.verify(0, PLAIN)).isInstanceOf(IOException.class);
    }

    @Test
    void anotherPartOfTheSameItemIsAnError() throws IOException {
        SealedBlob blob = fixture.open(item, fixture.seal(item, 1, plain));

        assertThatThrownBy(() -> blob.verify(0, PLAIN)).isInstanceOf(IOException.class);
    }

    @Test
    void aKeyMovedToAnotherItemOpensNothing() {
        Item thief =
                SealingFixture.item("item_thief", PLAIN, true, item.readable().wrappedKey());

        assertThatThrownBy(() -> fixture.open(thief, sealed)).isInstanceOf(IOException.class);
    }

    @Test
    void anotherKeyEncryptionKeyOpensNothing() {
        Sealing otherSealing = new Sealing(SealingFixture.newKek());

        assertThatThrownBy(
                        () -> otherSealing.open(item.readable(), InMemoryParts.parts(PLAIN), new InMemoryParts(sealed)))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() ->
                        otherSealing.seal(item.readable().wrappedKey(), item.id(), 0, new ByteArrayInputStream(plain)))
                .isInstanceOf(IOException.class);
    }

    /** Reads up to the error and asserts that all bytes before it are correct. */
    private void assertFailsAfterCorrectBytes(byte[] stored) {
        ByteArrayOutputStream seen = new ByteArrayOutputStream();

        assertThatThrownBy(() -> fixture.open(item, stored)
                        .unseal(fixture.entitlement(item), 0, PLAIN)
                        .transferTo(seen))
                .isInstanceOf(IOException.class);

        assertThat(seen.toByteArray()).isEqualTo(Arrays.copyOf(plain, seen.size()));
    }
}
