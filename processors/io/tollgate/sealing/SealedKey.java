package io.tollgate.sealing;

/**
 * An item's sealing key as it is stored: useless without the key-encryption key, and for any other item.
 *
 * @param wrapped the bytes for the catalogue
 */
public record SealedKey(byte[] wrapped) {
    @Override
    public String toString() {
        return "SealedKey[" + wrapped.length + " wrapped bytes]";
    }
}
