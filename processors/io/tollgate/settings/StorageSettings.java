package io.tollgate.settings;

import java.util.List;
import java.util.Optional;

/** The database, and the key-encryption key. */
public final class StorageSettings {
    public static final Setting<String> DATABASE_URL = Setting.secret(
            "database-url",
            "DATABASE_URL",
            Kind.prefixed("JDBC_URL", "a jdbc:h2: or jdbc:postgresql: URL", "jdbc:h2:", "jdbc:postgresql:"),
            "Database of the ledger and the catalog; default is an H2 file in the data folder; several instances need PostgreSQL");
    public static final Setting<String> DATABASE_USER = Setting.of(
            "database-user",
            "DATABASE_USER",
            AccessKinds.databaseUser(),
            "",
            "User of the database, when its URL names none");
    public static final Setting<Secret> DATABASE_PASSWORD = Setting.secret(
            "database-password",
            "DATABASE_PASSWORD",
            AccessKinds.password(),
            "Password of the database, when its URL has none");
    public static final Setting<String> KEK = Setting.of(
            "kek",
            "KEK",
            Kind.prefixed(
                    "file:PATH|aws-kms:ARN",
                    "file: and the path of a keyset, or aws-kms: and the ARN of a key",
                    "file:",
                    "aws-kms:"),
            "",
            "Key-encryption key that wraps the key of every file; default is file:DATA_DIR/kek.json, created at the first start");
    public static final Setting<String> KEK_PREVIOUS = Setting.of(
            "kek-previous",
            "KEK_PREVIOUS",
            Kind.prefixed(
                    "file:PATH|aws-kms:ARN",
                    "file: and the path of a keyset, or aws-kms: and the ARN of a key",
                    "file:",
                    "aws-kms:"),
            "",
            "Previous key-encryption key, accepted until tollgate keys rotate has rewrapped all keys with KEK");

    static final List<Setting<?>> ALL = List.of(DATABASE_URL, DATABASE_USER, DATABASE_PASSWORD, KEK, KEK_PREVIOUS);

    private final Settings settings;

    StorageSettings(Settings settings) {
        this.settings = settings;
    }

    /** As configured, else an H2 file in the data folder. May contain a password: never print it. */
    public String databaseUrl() {
        return settings.find(DATABASE_URL)
                .orElseGet(() -> "jdbc:h2:" + settings.server().dataDir().resolve("tollgate"));
    }

    public Optional<String> databaseUser() {
        return settings.find(DATABASE_USER);
    }

    public Optional<Secret> databasePassword() {
        return settings.find(DATABASE_PASSWORD);
    }

    /** In the form of {@link #kek()}. */
    public Optional<String> kekPrevious() {
        return settings.find(KEK_PREVIOUS);
    }

    /** {@code file:} and the path of a keyset, or {@code aws-kms:} and an ARN. */
    public String kek() {
        return settings.find(KEK)
                .orElseGet(() -> "file:" + settings.server().dataDir().resolve("kek.json"));
    }
}
