package io.tollgate.sealing;

import static java.util.Objects.requireNonNull;

import java.security.GeneralSecurityException;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * A key-encryption key and its predecessor during a rotation from one to the other: wraps with the first, unwraps with
 * either.
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

    /** The service of the current key failed; the previous key may unwrap nevertheless. */
    private byte[] unwrapWithPrevious(byte[] wrapped, String purpose, KeyServiceFailure failure)
            throws GeneralSecurityException {
        try {
            return previous.unwrap(wrapped, purpose);
        } catch (GeneralSecurityException e) {
            failure.addSuppressed(e);
            throw failure;
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

    /** Keeps the previous key: it comes from a setting, which the operator removes. */
    @Override
    public Set<String> retire() {
        return current.retire();
    }

    @Override
    public String toString() {
        return "KeyRing[" + current + ", previous " + previous + ']';
    }
}
