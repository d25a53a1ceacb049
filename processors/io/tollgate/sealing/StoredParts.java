package io.tollgate.sealing;

import java.io.IOException;
import java.io.InputStream;

/** Reads the stored bytes of an item's parts. */
public interface StoredParts {
    /**
     * Opens a range of a part and builds a value that verifies its bytes. When the verification fails, other copies of
     * the same bytes may be used before the method throws.
     *
     * @param part        part number, from 0
     * @param from        first stored byte
     * @param toInclusive last stored byte; {@code from - 1} for an empty range
     * @throws IOException when the bytes cannot be read now, or fail the verification
     */
    <T> T open(int part, long from, long toInclusive, Verifier<T> verifier) throws IOException;

    /** Builds a value from stored bytes; throws when they are not the bytes that were stored. */
    @FunctionalInterface
    interface Verifier<T> {
        T verify(InputStream stored) throws IOException;
    }
}
