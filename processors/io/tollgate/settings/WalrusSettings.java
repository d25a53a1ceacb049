package io.tollgate.settings;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Publishers, which store blobs, and aggregators, which read them. */
public final class WalrusSettings {
    public static final Setting<List<URI>> PUBLISHER_URL = Setting.of(
            "walrus.publisher-url",
            "WALRUS_PUBLISHER_URL",
            Kind.urls(),
            "",
            "Walrus publishers that store files, in order of preference; required by serve");
    public static final Setting<Secret> JWT_SECRET = Setting.secret(
            "walrus.jwt-secret",
            "WALRUS_JWT_SECRET",
            AccessKinds.token(),
            "Secret that uploads to authenticated publishers are signed with (HS256), as text or as hex after 0x; in dev the embedded publisher requires it too");
    public static final Setting<Duration> JWT_LIFETIME = Setting.of(
            "walrus.jwt-lifetime",
            "TOLLGATE_WALRUS_JWT_LIFETIME",
            Kind.duration("5s", "1h"),
            "2m",
            "How long the signature of an upload is valid; --jwt-expiring-sec of the publisher must be exactly this");
    public static final Setting<Integer> PUBLISH_ATTEMPTS = Setting.of(
            "walrus.publish-attempts",
            "TOLLGATE_WALRUS_PUBLISH_ATTEMPTS",
            Kind.count(1, 10),
            "4",
            "How often a blob is sent to publishers when they fail; answers of a busy publisher do not count");
    public static final Setting<Duration> BUSY_PATIENCE = Setting.of(
            "walrus.busy-patience",
            "TOLLGATE_WALRUS_BUSY_PATIENCE",
            Kind.duration("0s", "10m"),
            "1m",
            "How long publishers may be busy before storing a blob fails");
    public static final Setting<DataSize> ID_CHECK_LIMIT = Setting.of(
            "walrus.id-check-limit",
            "TOLLGATE_WALRUS_ID_CHECK_LIMIT",
            Kind.size("0B", "64MiB"),
            "1MiB",
            "Largest blob whose id is computed to check the answer of the publisher; takes a second and ten times the blob in memory");
    public static final Setting<List<URI>> AGGREGATOR_URLS = Setting.of(
            "walrus.aggregator-urls",
            "WALRUS_AGGREGATOR_URLS",
            Kind.urls(),
            "",
            "Walrus aggregators that files are read from, in order of preference; required by serve");
    public static final Setting<Integer> READ_ATTEMPTS = Setting.of(
            "walrus.read-attempts",
            "TOLLGATE_WALRUS_READ_ATTEMPTS",
            Kind.count(1, 20),
            "4",
            "How often a read is tried before it fails");
    public static final Setting<Duration> READ_TIMEOUT = Setting.of(
            "walrus.read-timeout",
            "TOLLGATE_WALRUS_READ_TIMEOUT",
            Kind.duration("100ms", "60s"),
            "15s",
            "How long an aggregator may send little or nothing before the next one is used");
    public static final Setting<Duration> HEDGE_DELAY = Setting.of(
            "walrus.hedge-delay",
            "TOLLGATE_WALRUS_HEDGE_DELAY",
            Kind.duration("0s", "30s"),
            "3s",
            "How long to wait for an aggregator before a second one is used in parallel; 0s means never");
    public static final Setting<Duration> NOT_FOUND_WINDOW = Setting.of(
            "walrus.not-found-window",
            "TOLLGATE_WALRUS_NOT_FOUND_WINDOW",
            Kind.duration("0s", "5m"),
            "30s",
            "How long after its upload a blob that aggregators do not find is requested again");
    public static final Setting<Integer> EPOCHS = Setting.of(
            "walrus.epochs",
            "TOLLGATE_WALRUS_EPOCHS",
            Kind.count(1, 53),
            "5",
            "Epochs that a file is stored for when an upload names none");
    public static final Setting<DataSize> MAX_PART_SIZE = Setting.of(
            "walrus.max-part-size",
            "TOLLGATE_WALRUS_MAX_PART_SIZE",
            Kind.size("64KiB", "13GiB"),
            "10MiB",
            "Largest body that the publisher accepts; a file that is larger when sealed is stored in several parts");
    public static final Setting<Duration> EPOCH_LENGTH = Setting.of(
            "walrus.epoch-length",
            "TOLLGATE_WALRUS_EPOCH_LENGTH",
            Kind.duration("1s", "60d"),
            "24h",
            "How long a Walrus epoch lasts: a day on testnet, 14d on mainnet");

    static final List<Setting<?>> ALL = List.of(
            PUBLISHER_URL,
            JWT_SECRET,
            JWT_LIFETIME,
            PUBLISH_ATTEMPTS,
            BUSY_PATIENCE,
            ID_CHECK_LIMIT,
            AGGREGATOR_URLS,
            READ_ATTEMPTS,
            READ_TIMEOUT,
            HEDGE_DELAY,
            NOT_FOUND_WINDOW,
            EPOCHS,
            MAX_PART_SIZE,
            EPOCH_LENGTH);

    private final Settings settings;

    WalrusSettings(Settings settings) {
        this.settings = settings;
    }

    /** At least one, in order of preference. */
    public List<URI> publisherUrls() {
        return settings.get(PUBLISHER_URL);
    }

    /** Empty when publishers need no authentication. */
    public Optional<Secret> jwtSecret() {
        return settings.find(JWT_SECRET);
    }

    public Duration jwtLifetime() {
        return settings.get(JWT_LIFETIME);
    }

    public int publishAttempts() {
        return settings.get(PUBLISH_ATTEMPTS);
    }

    public Duration busyPatience() {
        return settings.get(BUSY_PATIENCE);
    }

    public DataSize idCheckLimit() {
        return settings.get(ID_CHECK_LIMIT);
    }

    public int readAttempts() {
        return settings.get(READ_ATTEMPTS);
    }

    public Duration readTimeout() {
        return settings.get(READ_TIMEOUT);
    }

    /** Zero when only one aggregator is used at a time. */
    public Duration hedgeDelay() {
        return settings.get(HEDGE_DELAY);
    }

    public Duration notFoundWindow() {
        return settings.get(NOT_FOUND_WINDOW);
    }

    /** At least one, in order of preference. */
    public List<URI> aggregatorUrls() {
        return settings.get(AGGREGATOR_URLS);
    }

    public int epochs() {
        return settings.get(EPOCHS);
    }

    public DataSize maxPartSize() {
        return settings.get(MAX_PART_SIZE);
    }

    public Duration epochLength() {
        return settings.get(EPOCH_LENGTH);
    }
}
