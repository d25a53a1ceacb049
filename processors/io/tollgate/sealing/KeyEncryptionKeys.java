package io.tollgate.sealing;

import java.nio.file.Path;

/** Finds the key-encryption key that the setting {@code KEK} names: {@code file:<path>} of a Tink keyset. */
public final class KeyEncryptionKeys {
    private static final String FILE = "file:";

    private KeyEncryptionKeys() {}

    /**
     * @param setting   {@code file:<path>}
     * @param mayCreate true while nothing was ever wrapped: a missing file is then made, readable by its owner only
     * @throws IllegalStateException with one sentence for the operator when there is no usable key
     */
    public static KeyEncryptionKey open(String setting, boolean mayCreate) {
        if (!setting.startsWith(FILE) || setting.length() == FILE.length()) {
            throw new IllegalStateException("KEK must be file: and a path, such as file:./data/kek.json.");
        }
        return KekFile.open(Path.of(setting.substring(FILE.length())), mayCreate);
    }
}
