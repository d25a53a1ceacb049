package io.tollgate.sealing;

import java.security.GeneralSecurityException;
import java.util.Set;

/**
 * The key that wraps all other keys. It stays where it is, in a local file or in a key management service; only what it
 * wrapped goes into the database. Whoever implements it shows no key bytes in {@code toString}.
 */
public interface KeyEncryptionKey {
    /**
     * Wraps a key for one purpose.
     *
     * @param purpose what the key is for; it cannot be unwrapped for anything else
     * @throws KeyServiceFailure when the service that holds the key does not answer as it should
     */
    Wrapped wrap(byte[] key, String purpose) throws GeneralSecurityException;

    /**
     * Gives a key back, or throws when it was wrapped by another key, for another purpose, or was changed.
     *
     * @throws KeyServiceFailure when the service that holds the key does not answer as it should
     */
    byte[] unwrap(byte[] wrapped, String purpose) throws GeneralSecurityException;

    /** Tells keys apart without telling anything about them; at most 64 characters. What is wrapped from now on has it. */
    String fingerprint();

    /** Of the keys whose work can be unwrapped here: {@link #fingerprint()}, and older ones until they are retired. */
    default Set<String> acceptedFingerprints() {
        return Set.of(fingerprint());
    }

    /**
     * Makes a new key in the same place, which wraps from now on. The one before it still unwraps. The new key is safely
     * kept when this returns.
     *
     * @return false where that is not for us to do: a key management service has its own rotation
     */
    default boolean renew() {
        return false;
    }

    /**
     * Looks again at the place where the key is, after somebody else has changed it there.
     *
     * @return true when it is another key, or are other keys, than before
     * @throws IllegalStateException with one sentence for the operator when there is no usable key; what was known holds
     */
    default boolean reload() {
        return false;
    }

    /**
     * Forgets all keys in this place but the one that wraps. Ask first whether anything is wrapped by them still.
     *
     * @return the fingerprints of the keys that were forgotten
     */
    default Set<String> retire() {
        return Set.of();
    }

    /**
     * A wrapped key.
     *
     * @param fingerprint of the key that wrapped it
     */
    record Wrapped(byte[] bytes, String fingerprint) {}
}
