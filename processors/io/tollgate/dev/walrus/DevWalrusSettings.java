package io.tollgate.dev.walrus;

import io.tollgate.walrus.encoding.BlobId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The settings of an embedded Walrus.
 *
 * @param directory directory of the blobs and their metadata
 * @param maxBody size of the largest upload, in bytes; publishers have 10 MiB by default
 * @param maxQuilt size of the largest form of a quilt, in bytes
 * @param realIdLimit size of the largest blob with its real id, in bytes; computing one takes up to a second. Larger
 * blobs, or all with 0, use their SHA-256 as id
 * @param epochLength length of an epoch
 * @param running number of uploads processed at the same time
 * @param waiting number of uploads that may wait; further ones are answered 429
 * @param storagePrice FROST for a MiB of encoded data and an epoch
 * @param writePrice FROST for a MiB of encoded data, once
 * @param blocked blobs that are neither stored nor read
 * @param tokens how uploads are authenticated; empty when they are not
 */
public record DevWalrusSettings(
        Path directory,
        long maxBody,
        long maxQuilt,
        long realIdLimit,
        Duration epochLength,
        int running,
        int waiting,
        long storagePrice,
        long writePrice,
        Set<BlobId> blocked,
        Optional<PublisherTokenPolicy> tokens) {
    private static final long MIB = 1 << 20;
    private static final long MAX_REAL_ID_LIMIT = 64 * MIB;

    public DevWalrusSettings {
        if (maxBody < 0 || realIdLimit < 0 || realIdLimit > MAX_REAL_ID_LIMIT) {
            throw new IllegalArgumentException("real ids are limited to blobs of " + MAX_REAL_ID_LIMIT + " bytes");
        }
        if (running < 1 || waiting < 0) {
            throw new IllegalArgumentException("at least one upload must be able to run");
        }
        blocked = Set.copyOf(blocked);
    }

    /**
     * The values of a public testnet publisher: 10 MiB, real ids, epochs of a day, eight running and eight waiting
     * uploads.
     */
    public static DevWalrusSettings in(Path directory) {
        return new DevWalrusSettings(
                directory,
                10 * MIB,
                100 * MIB,
                16 * MIB,
                Duration.ofDays(1),
                8,
                8,
                100,
                2000,
                Set.of(),
                Optional.empty());
    }

    public DevWalrusSettings withMaxBody(long bytes) {
        return with(draft -> draft.maxBody = bytes);
    }

    public DevWalrusSettings withMaxQuilt(long bytes) {
        return with(draft -> draft.maxQuilt = bytes);
    }

    public DevWalrusSettings withRealIdLimit(long bytes) {
        return with(draft -> draft.realIdLimit = bytes);
    }

    public DevWalrusSettings withEpochLength(Duration length) {
        return with(draft -> draft.epochLength = length);
    }

    public DevWalrusSettings withQueue(int running, int waiting) {
        return with(draft -> {
            draft.running = running;
            draft.waiting = waiting;
        });
    }

    public DevWalrusSettings withBlocked(Set<BlobId> ids) {
        return with(draft -> draft.blocked = ids);
    }

    public DevWalrusSettings withTokens(PublisherTokenPolicy policy) {
        return with(draft -> draft.tokens = Optional.of(policy));
    }

    private DevWalrusSettings with(Consumer<Draft> change) {
        Draft draft = new Draft();
        change.accept(draft);
        return new DevWalrusSettings(
                directory,
                draft.maxBody,
                draft.maxQuilt,
                draft.realIdLimit,
                draft.epochLength,
                draft.running,
                draft.waiting,
                storagePrice,
                writePrice,
                draft.blocked,
                draft.tokens);
    }

    /** A mutable copy of the settings. */
    private final class Draft {
        private long maxBody = DevWalrusSettings.this.maxBody;
        private long maxQuilt = DevWalrusSettings.this.maxQuilt;
        private long realIdLimit = DevWalrusSettings.this.realIdLimit;
        private Duration epochLength = DevWalrusSettings.this.epochLength;
        private int running = DevWalrusSettings.this.running;
        private int waiting = DevWalrusSettings.this.waiting;
        private Set<BlobId> blocked = DevWalrusSettings.this.blocked;
        private Optional<PublisherTokenPolicy> tokens = DevWalrusSettings.this.tokens;
    }
}
