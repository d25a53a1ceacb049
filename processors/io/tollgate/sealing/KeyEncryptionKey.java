package io.tollgate.sealing;

import java.security.GeneralSecurityException;
import java.util.Set;

/**
 * The key that wraps all other keys. It stays in a local file or in a key management service; only wrapped keys are
 * stored in the database. Implementations reveal no key bytes in {@code toString}.
 */
public interface KeyEncryptionKey {
    /**
     * Wraps a key for one purpose.
     *
     * @param purpose the purpose of the key; it can be unwrapped for this purpose only
     * @throws KeyServiceFailure when the key management service fails
     */
    Wrapped wrap(byte[] key, String purpose) throws GeneralSecurityException;

    /**
     * Unwraps a key. Throws when another key wrapped it, when the purpose differs, or when it was modified.
     *
     * @throws KeyServiceFailure when the key management service fails
     */
    byte[] unwrap(byte[] wrapped, String purpose) throws GeneralSecurityException;

    /** Identifies the key that wraps now, without revealing anything about it; at most 64 characters. */
    String fingerprint();

    /** Fingerprints of all keys that can unwrap here: {@link #fingerprint()}, and older ones until they are retired. */
    default Set<String> acceptedFingerprints() {
        return Set.of(fingerprint());
    }

    /**
     * Creates a new key in the same place, which wraps from then on. The previous key still unwraps. When this method
     * returns, the new key is stored durably.
     *
     * @return false when the key is not rotated here: a key management service has its own rotation
     */
    default boolean renew() {
        return false;
    }

    /**
     * Reads the key again, after another process has changed it.
     *
     * @return true when the keys differ from before
     * @throws IllegalStateException with a message for the operator when there is no usable key; the previous keys stay
     *     in use
     */
    default boolean reload() {
        return false;
    }

    /**
     * Removes all keys except the one that wraps. The caller makes sure that nothing is still wrapped by them.
     *
     * @return the fingerprints of the removed keys
     */
    default Set<String> retire() {
        return Set.of();
    }

    /**
     * A wrapped key.
     *
     * @param fingerprint fingerprint of the key that wrapped it
     */
    record Wrapped(byte[] bytes, String fingerprint) {}
}
