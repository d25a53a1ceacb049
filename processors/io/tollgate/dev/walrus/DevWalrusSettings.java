package io.tollgate.dev.walrus;

import io.tollgate.walrus.encoding.BlobId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What the operator of an embedded Walrus decides.
 *
 * @param directory where blobs and what is known about them are kept
 * @param maxBody bytes of the largest upload that is taken; publishers have 10 MiB by default
 * @param maxQuilt bytes of the largest form that becomes a quilt
 * @param realIdLimit bytes of the largest blob that gets its real id, which takes up to a second; above it, or with 0
 *     always, the SHA-256 stands in for the id
 * @param epochLength how long an epoch lasts
 * @param running uploads worked on at a time
 * @param waiting uploads that wait for their turn; any more are answered 429
 * @param storagePrice FROST for a MiB of encoded data and an epoch
 * @param writePrice FROST for a MiB of encoded data, once
 * @param blocked blobs that are neither stored nor read
 * @param tokens how uploads are authenticated; empty when anybody may store
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
            throw new IllegalArgumentException("real ids are made for blobs of up to " + MAX_REAL_ID_LIMIT + " bytes");
        }
        if (running < 1 || waiting < 0) {
            throw new IllegalArgumentException("one upload at least must be able to run");
        }
        blocked = Set.copyOf(blocked);
    }

    /** The figures of a public testnet publisher: 10 MiB, real ids, epochs of a day, eight uploads and eight waiting. */
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

    public DevWalrusSettings withQueue(int most, int behind) {
        return with(draft -> {
            draft.running = most;
            draft.waiting = behind;
        });
    }

    public DevWalrusSettings withBlocked(Set<BlobId> ids) {
        return with(draft -> draft.blocked = ids);
    }

    public DevWalrusSettings withTokens(PublisherTokenPolicy rules) {
        return with(draft -> draft.tokens = Optional.of(rules));
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

    /** These settings while some of them change. */
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
