package io.tollgate.sealing;

import java.security.GeneralSecurityException;

/**
 * The key that wraps all other keys. It stays where it is, in a local file or in a key management service; only what it
 * wrapped goes into the database. Whoever implements it shows no key bytes in {@code toString}.
 */
public interface KeyEncryptionKey {
    /**
     * Wraps a key for one purpose.
     *
     * @param purpose what the key is for; it cannot be unwrapped for anything else
     */
    Wrapped wrap(byte[] key, String purpose) throws GeneralSecurityException;

    /** Gives a key back, or throws when it was wrapped by another key, for another purpose, or was changed. */
    byte[] unwrap(byte[] wrapped, String purpose) throws GeneralSecurityException;

    /** Tells keys apart without telling anything about them; at most 64 characters. */
    String fingerprint();

    /**
     * A wrapped key.
     *
     * @param fingerprint of the key that wrapped it
     */
    record Wrapped(byte[] bytes, String fingerprint) {}
}
