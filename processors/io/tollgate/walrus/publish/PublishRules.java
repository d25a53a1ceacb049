package io.tollgate.walrus.publish;

import java.time.Duration;

/**
 * How often and how long the gateway tries to store a blob.
 *
 * @param attempts how often a blob is sent when publishers fail, the first attempt included
 * @param busyTimeout how long all publishers may report that they are busy before the blob is given up
 * @param epochLength minimum length of an epoch; all epochs that are paid for are complete, except the first
 */
public record PublishRules(int attempts, Duration busyTimeout, Duration epochLength) {
    public PublishRules {
        if (attempts < 1) {
            throw new IllegalArgumentException("attempts must be at least 1");
        }
    }
}
