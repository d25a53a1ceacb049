package io.tollgate.sealing;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Opens the key-encryption keys of the settings {@code KEK} and {@code KEK_PREVIOUS}: {@code file:<path>} for a Tink
 * keyset, or {@code aws-kms:<ARN>} for a symmetric key.
 */
public final class KeyEncryptionKeys {
    private static final String FILE = "file:";
    private static final String KMS = "aws-kms:";

    private KeyEncryptionKeys() {}

    /**
     * @param setting   {@code file:<path>} or {@code aws-kms:<ARN>}
     * @param mayCreate true while nothing has been wrapped: a missing file is then created, readable only by its owner
     * @throws IllegalStateException with a message for the operator when there is no usable key
     */
    public static KeyEncryptionKey open(String setting, boolean mayCreate) {
        if (setting.startsWith(KMS)) {
            return KmsKey.open(setting.substring(KMS.length()));
        }
        if (!setting.startsWith(FILE) || setting.length() == FILE.length()) {
            throw new IllegalStateException(
                    "KEK must be file: and a path, such as file:./data/kek.json, or aws-kms: and the ARN of a key.");
        }
        return KekFile.open(Path.of(setting.substring(FILE.length())), mayCreate);
    }

    /**
     * Opens the current and the previous key during a rotation from one to the other.
     *
     * @param previous empty when there is only one key
     */
    public static KeyEncryptionKey open(String setting, Optional<String> previous, boolean mayCreate) {
        if (previous.isEmpty() || previous.get().equals(setting)) {
            return open(setting, mayCreate);
        }
        KeyEncryptionKey previousKey = open(previous.get(), false);
        // with a previous key a missing new file is expected, so it may be created
        return new KeyRing(open(setting, true), previousKey);
    }
}
