package io.tollgate.walrus.publish;

import java.time.Duration;

/**
 * How stubbornly blobs are stored.
 *
 * @param attempts how often a blob is offered when publishers fail, the first time included
 * @param busyTimeout how long publishers may be busy all the time before the blob is given up
 * @param epochLength how long an epoch lasts at least; of the epochs paid for all but the first are whole
 */
public record PublishRules(int attempts, Duration busyTimeout, Duration epochLength) {
    public PublishRules {
        if (attempts < 1) {
            throw new IllegalArgumentException("a blob is offered once at least");
        }
    }
}
