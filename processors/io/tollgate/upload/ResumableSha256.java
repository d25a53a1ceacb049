package io.tollgate.upload;

import java.util.HexFormat;
import org.bouncycastle.crypto.digests.SHA256Digest;

/** A SHA-256 whose state can be saved between two parts of a file and resumed by another process. */
final class ResumableSha256 {
    private final SHA256Digest digest;

    private ResumableSha256(SHA256Digest digest) {
        this.digest = digest;
    }

    static ResumableSha256 create() {
        return new ResumableSha256(new SHA256Digest());
    }

    /** @param state a result of {@link #state()} */
    static ResumableSha256 resume(byte[] state) {
        return new ResumableSha256(new SHA256Digest(state));
    }

    void update(byte[] bytes, int offset, int length) {
        digest.update(bytes, offset, length);
    }

    /** Returns the state, which is equal for equal input. */
    byte[] state() {
        return digest.getEncodedState();
    }

    /** Finishes the hash and returns it in lower-case hex; no bytes can be added afterwards. */
    String hex() {
        byte[] hash = new byte[digest.getDigestSize()];
        digest.doFinal(hash, 0);
        return HexFormat.of().formatHex(hash);
    }
}
