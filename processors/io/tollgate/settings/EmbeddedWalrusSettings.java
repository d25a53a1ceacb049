package io.tollgate.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The embedded Walrus of {@code dev}. */
public final class EmbeddedWalrusSettings {
    public static final Setting<Path> FOLDER = Setting.of(
            "dev.walrus.folder",
            "TOLLGATE_DEV_WALRUS_FOLDER",
            Kind.path(),
            "",
            "Folder of the blobs of the embedded Walrus, which several gateways may share; default is DATA_DIR/walrus");
    public static final Setting<DataSize> BODY_LIMIT = Setting.of(
            "dev.walrus.body-limit",
            "TOLLGATE_DEV_WALRUS_BODY_LIMIT",
            Kind.size("1KiB", "13GiB"),
            "10MiB",
            "Largest body that the embedded publisher accepts");
    public static final Setting<DataSize> REAL_ID_LIMIT = Setting.of(
            "dev.walrus.real-id-limit",
            "TOLLGATE_DEV_WALRUS_REAL_ID_LIMIT",
            Kind.size("0B", "64MiB"),
            "16MiB",
            "Largest blob for which the embedded Walrus computes a real blob id; larger ones get a fast id");
    public static final Setting<Duration> EPOCH_LENGTH = Setting.of(
            "dev.walrus.epoch-length",
            "TOLLGATE_DEV_WALRUS_EPOCH_LENGTH",
            Kind.duration("1s", "60d"),
            "24h",
            "How long an epoch of the embedded Walrus lasts");

    static final List<Setting<?>> ALL = List.of(FOLDER, BODY_LIMIT, REAL_ID_LIMIT, EPOCH_LENGTH);

    private final Settings settings;

    EmbeddedWalrusSettings(Settings settings) {
        this.settings = settings;
    }

    /** Absolute. */
    public Path folder() {
        return settings.find(FOLDER)
                .map(folder -> folder.toAbsolutePath().normalize())
                .orElseGet(() -> settings.server().dataDir().resolve("walrus"));
    }

    public DataSize bodyLimit() {
        return settings.get(BODY_LIMIT);
    }

    public DataSize realIdLimit() {
        return settings.get(REAL_ID_LIMIT);
    }

    public Duration epochLength() {
        return settings.get(EPOCH_LENGTH);
    }
}
