package io.tollgate.ledger;

import java.time.Instant;

/**
 * Something others may want to know of, written with what it tells of and sent afterwards, at least once.
 *
 * @param id       {@code evt_…}: the same however often it is sent
 * @param kind     {@code sale-settled}
 * @param payload  a JSON object
 * @param attempts how often it was tried, this time included
 */
public record OutboxEvent(String id, String kind, String payload, Instant createdAt, int attempts) {
    /** Says nothing of the payload, which names a buyer. */
    @Override
    public String toString() {
        return "OutboxEvent[" + id + ", " + kind + ", attempt " + attempts + "]";
    }
}
