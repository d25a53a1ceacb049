package io.tollgate.sealing;

import java.io.IOException;
import java.io.InputStream;

/** Where the stored bytes of an item's parts are read from. */
public interface StoredParts {
    /**
     * Opens a piece of a part and makes something of it that proves its bytes. Where the proof fails, other copies of
     * the same bytes may be tried before the failure is told.
     *
     * @param part        counts from 0
     * @param from        first stored byte
     * @param toInclusive last stored byte; {@code from - 1} for nothing at all
     * @throws IOException when nobody can bring these bytes now, or those that were brought do not prove
     */
    <T> T open(int part, long from, long toInclusive, Verifier<T> proof) throws IOException;

    /** What is made of stored bytes; it fails when they are not those that were stored. */
    @FunctionalInterface
    interface Verifier<T> {
        T verify(InputStream stored) throws IOException;
    }
}
