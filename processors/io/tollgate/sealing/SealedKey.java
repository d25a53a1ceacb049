package io.tollgate.sealing;

/**
 * An item's sealing key as it is stored: useless without the key-encryption key, and for any other item.
 *
 * @param wrapped        the bytes for the catalogue
 * @param kekFingerprint of the key that wrapped them
 */
public record SealedKey(byte[] wrapped, String kekFingerprint) {
    /** What an item has that is not sealed. */
    public static final SealedKey NONE = new SealedKey(new byte[0], "");

    @Override
    public String toString() {
        return "SealedKey[" + wrapped.length + " wrapped bytes]";
    }
}
