package io.tollgate.settings;

import io.tollgate.http.access.NamedTokens;
import io.tollgate.x402.money.AtomicAmount;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Access to uploads, their limits and their price. */
public final class UploadSettings {
    public static final Setting<Secret> TOKEN = Setting.secret(
            "upload-token",
            "UPLOAD_TOKEN",
            AccessKinds.tokens(),
            "Bearer token that an upload must present, or several with names; without it dev accepts every upload and serve none");
    public static final Setting<AtomicAmount> PRICE = Setting.of(
            "upload.price",
            "TOLLGATE_UPLOAD_PRICE",
            MoneyKinds.price(),
            "",
            "Price per MiB and epoch of an upload without a token, through POST /uploads; default is no paid uploads");
    public static final Setting<DataSize> MAX_SIZE = Setting.of(
            "upload.max-size",
            "TOLLGATE_UPLOAD_MAX_SIZE",
            Kind.size("1KiB", "13TiB"),
            "10GiB",
            "Largest file of an upload");
    public static final Setting<Integer> PARALLEL_PARTS = Setting.of(
            "upload.parallel-parts",
            "TOLLGATE_UPLOAD_PARALLEL_PARTS",
            Kind.count(1, 32),
            "2",
            "How many parts of one file are stored at the same time");
    public static final Setting<DataSize> MEMORY = Setting.of(
            "upload.memory",
            "TOLLGATE_UPLOAD_MEMORY",
            Kind.size("0B", "64GiB"),
            "64MiB",
            "Memory of all uploads together for parts that wait to be stored, at most a quarter of the heap; further parts wait on disk, sealed");
    public static final Setting<DataSize> MIN_RATE = Setting.of(
            "upload.min-rate",
            "TOLLGATE_UPLOAD_MIN_RATE",
            Kind.size("1B", "1MiB"),
            "1KiB",
            "Bytes per second that an upload must reach on average after its first minute; slower ones are ended");
    public static final Setting<Integer> UPLOADS_PER_MINUTE = Setting.of(
            "upload.per-minute",
            "TOLLGATE_UPLOADS_PER_MINUTE",
            Kind.count(1, 1_000_000),
            "60",
            "Uploads that one address, and one token, may start within a minute");
    public static final Setting<Duration> ABANDONED_AFTER = Setting.of(
            "upload.abandoned-after",
            "TOLLGATE_UPLOAD_ABANDONED_AFTER",
            Kind.duration("10m", "30d"),
            "48h",
            "After what time an unfinished upload is deleted, with its key");

    static final List<Setting<?>> ALL =
            List.of(TOKEN, PRICE, MAX_SIZE, PARALLEL_PARTS, MEMORY, MIN_RATE, UPLOADS_PER_MINUTE, ABANDONED_AFTER);

    private final Settings settings;

    UploadSettings(Settings settings) {
        this.settings = settings;
    }

    /** Empty when no token is configured. */
    public Optional<NamedTokens> tokens() {
        return settings.find(TOKEN).map(Secret::reveal).map(NamedTokens::parse);
    }

    /** The token that a client sends. */
    public Optional<Secret> token() {
        return tokens().map(NamedTokens::first).map(Secret::new);
    }

    /** Per second. */
    public DataSize minRate() {
        return settings.get(MIN_RATE);
    }

    public int perMinute() {
        return settings.get(UPLOADS_PER_MINUTE);
    }

    public DataSize maxSize() {
        return settings.get(MAX_SIZE);
    }

    /** At least one. */
    public int parallelParts() {
        return settings.get(PARALLEL_PARTS);
    }

    public DataSize memory() {
        return settings.get(MEMORY);
    }

    /** Per MiB and epoch; empty without paid uploads. */
    public Optional<AtomicAmount> price() {
        return settings.find(PRICE).filter(price -> !price.isZero());
    }

    public Duration abandonedAfter() {
        return settings.get(ABANDONED_AFTER);
    }
}
