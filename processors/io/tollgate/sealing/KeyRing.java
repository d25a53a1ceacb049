package io.tollgate.sealing;

import static java.util.Objects.requireNonNull;

import java.security.GeneralSecurityException;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * A key-encryption key and the one that was used before it, while keys are on their way from one to the other: wraps
 * with the first, unwraps with whichever fits.
 */
final class KeyRing implements KeyEncryptionKey {
    private final KeyEncryptionKey current;
    private final KeyEncryptionKey previous;

    KeyRing(KeyEncryptionKey current, KeyEncryptionKey previous) {
        this.current = requireNonNull(current, "current must not be null");
        this.previous = requireNonNull(previous, "previous must not be null");
    }

    @Override
    public Wrapped wrap(byte[] key, String purpose) throws GeneralSecurityException {
        return current.wrap(key, purpose);
    }

    @Override
    public byte[] unwrap(byte[] wrapped, String purpose) throws GeneralSecurityException {
        try {
            return current.unwrap(wrapped, purpose);
        } catch (KeyServiceFailure e) {
            return unwrapWithPrevious(wrapped, purpose, e);
        } catch (GeneralSecurityException e) {
            return previous.unwrap(wrapped, purpose);
        }
    }

    /** The first key's service is silent; what the other wrapped can be had all the same. */
    private byte[] unwrapWithPrevious(byte[] wrapped, String purpose, KeyServiceFailure silent)
            throws GeneralSecurityException {
        try {
            return previous.unwrap(wrapped, purpose);
        } catch (GeneralSecurityException e) {
            silent.addSuppressed(e);
            throw silent;
        }
    }

    @Override
    public String fingerprint() {
        return current.fingerprint();
    }

    @Override
    public Set<String> acceptedFingerprints() {
        Set<String> all = new LinkedHashSet<>(current.acceptedFingerprints());
        all.addAll(previous.acceptedFingerprints());
        return all;
    }

    @Override
    public boolean renew() {
        return current.renew();
    }

    @Override
    public boolean reload() {
        return current.reload() | previous.reload();
    }

    /** The setting names the previous key: it is the operator who takes it away. */
    @Override
    public Set<String> retire() {
        return current.retire();
    }

    @Override
    public String toString() {
        return "KeyRing[" + current + ", before it " + previous + ']';
    }
}
