package io.tollgate.sealing;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Finds the key-encryption keys that the settings {@code KEK} and {@code KEK_PREVIOUS} name: {@code file:<path>} of a
 * Tink keyset, or {@code aws-kms:<ARN>} of a symmetric key.
 */
public final class KeyEncryptionKeys {
    private static final String FILE = "file:";
    private static final String KMS = "aws-kms:";

    private KeyEncryptionKeys() {}

    /**
     * @param setting   {@code file:<path>} or {@code aws-kms:<ARN>}
     * @param mayCreate true while nothing was ever wrapped: a missing file is then made, readable by its owner only
     * @throws IllegalStateException with one sentence for the operator when there is no usable key
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
     * The same with the key that was used before, while keys are on their way from it.
     *
     * @param previous empty when there is only one key
     */
    public static KeyEncryptionKey open(String setting, Optional<String> previous, boolean mayCreate) {
        if (previous.isEmpty() || previous.get().equals(setting)) {
            return open(setting, mayCreate);
        }
        KeyEncryptionKey before = open(previous.get(), false);
        // with the previous key named it is no accident that a new file is missing
        return new KeyRing(open(setting, true), before);
    }
}
