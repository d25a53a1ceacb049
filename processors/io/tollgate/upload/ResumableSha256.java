package io.tollgate.upload;

import java.util.HexFormat;
import org.bouncycastle.crypto.digests.SHA256Digest;

/** A SHA-256 that can be put down between two parts of a file and taken up again by another process. */
final class ResumableSha256 {
    private final SHA256Digest digest;

    private ResumableSha256(SHA256Digest digest) {
        this.digest = digest;
    }

    static ResumableSha256 create() {
        return new ResumableSha256(new SHA256Digest());
    }

    /** @param state from {@link #state()} */
    static ResumableSha256 resume(byte[] state) {
        return new ResumableSha256(new SHA256Digest(state));
    }

    void update(byte[] bytes, int offset, int length) {
        digest.update(bytes, offset, length);
    }

    /** Equal for equal bytes so far. */
    byte[] state() {
        return digest.getEncodedState();
    }

    /** The digest in lower-case hex; nothing can be added behind it. */
    String hex() {
        byte[] hash = new byte[digest.getDigestSize()];
        digest.doFinal(hash, 0);
        return HexFormat.of().formatHex(hash);
    }
}
