package io.tollgate.sealing;

/**
 * An item's sealing key in stored form, usable only with the key-encryption key and only for this item.
 *
 * @param wrapped        the bytes to store in the catalog
 * @param kekFingerprint fingerprint of the key that wrapped them
 */
public record SealedKey(byte[] wrapped, String kekFingerprint) {
    /** The key of an unsealed item. */
    public static final SealedKey NONE = new SealedKey(new byte[0], "");

    @Override
    public String toString() {
        return "SealedKey[" + wrapped.length + " wrapped bytes]";
    }
}
