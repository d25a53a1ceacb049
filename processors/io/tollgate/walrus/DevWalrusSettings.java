package io.tollgate.walrus;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

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
        Optional<TokenRules> tokens) {
    private static final long MIB = 1 << 20;
    private static final long LARGEST_REAL = 64 * MIB;

    public DevWalrusSettings {
        if (maxBody < 0 || realIdLimit < 0 || realIdLimit > LARGEST_REAL) {
            throw new IllegalArgumentException("real ids are made for blobs of up to " + LARGEST_REAL + " bytes");
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
        return new DevWalrusSettings(
                directory,
                bytes,
                maxQuilt,
                realIdLimit,
                epochLength,
                running,
                waiting,
                storagePrice,
                writePrice,
                blocked,
                tokens);
    }

    public DevWalrusSettings withRealIdLimit(long bytes) {
        return new DevWalrusSettings(
                directory,
                maxBody,
                maxQuilt,
                bytes,
                epochLength,
                running,
                waiting,
                storagePrice,
                writePrice,
                blocked,
                tokens);
    }

    public DevWalrusSettings withEpochLength(Duration length) {
        return new DevWalrusSettings(
                directory,
                maxBody,
                maxQuilt,
                realIdLimit,
                length,
                running,
                waiting,
                storagePrice,
                writePrice,
                blocked,
                tokens);
    }

    public DevWalrusSettings withQueue(int running, int waiting) {
        return new DevWalrusSettings(
                directory,
                maxBody,
                maxQuilt,
                realIdLimit,
                epochLength,
                running,
                waiting,
                storagePrice,
                writePrice,
                blocked,
                tokens);
    }

    public DevWalrusSettings withBlocked(Set<BlobId> ids) {
        return new DevWalrusSettings(
                directory,
                maxBody,
                maxQuilt,
                realIdLimit,
                epochLength,
                running,
                waiting,
                storagePrice,
                writePrice,
                ids,
                tokens);
    }

    public DevWalrusSettings withMaxQuilt(long bytes) {
        return new DevWalrusSettings(
                directory,
                maxBody,
                bytes,
                realIdLimit,
                epochLength,
                running,
                waiting,
                storagePrice,
                writePrice,
                blocked,
                tokens);
    }

    public DevWalrusSettings withTokens(TokenRules rules) {
        return new DevWalrusSettings(
                directory,
                maxBody,
                maxQuilt,
                realIdLimit,
                epochLength,
                running,
                waiting,
                storagePrice,
                writePrice,
                blocked,
                Optional.of(rules));
    }
}
