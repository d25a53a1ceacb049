package io.tollgate.ledger;

import static java.util.Objects.requireNonNull;

import io.tollgate.database.Database;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * The messages that leave after a sale. Each is taken by one instance at a time and tried again with growing pauses until
 * it was delivered or, after {@value #ATTEMPTS} times in about half a day, is put aside for an operator.
 */
public final class Outbox {
    static final int ATTEMPTS = 20;

    private static final Duration LEASE = Duration.ofMinutes(5);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    private final Database database;
    private final Clock clock;

    public Outbox(Database database, Clock clock) {
        this.database = requireNonNull(database, "database must not be null");
        this.clock = requireNonNull(clock, "clock must not be null");
    }

    /** Takes messages whose turn it is, oldest first. Who takes them says within five minutes what came of each. */
    public List<OutboxEvent> take(int limit) {
        Instant now = now();
        return database.statement(handle -> OutboxDao.due(handle, now, limit)).stream()
                .filter(event -> database.statement(handle -> OutboxDao.take(handle, event, now.plus(LEASE))))
                .toList();
    }

    public void delivered(OutboxEvent event) {
        database.statement(handle -> OutboxDao.delivered(handle, event, now()));
    }

    /**
     * Says that a message did not get through.
     *
     * @param error for the operator, without anything secret
     * @return true when it was the last attempt
     */
    public boolean failed(OutboxEvent event, String error) {
        Instant now = now();
        if (event.attempts() >= ATTEMPTS) {
            database.statement(handle -> OutboxDao.giveUp(handle, event, error, now));
            return true;
        }
        database.statement(handle -> OutboxDao.later(handle, event, error, now.plus(pause(event.attempts()))));
        return false;
    }

    private static Duration pause(int attempts) {
        Duration doubled = FIRST_PAUSE.multipliedBy(1L << Math.min(attempts - 1, 20));
        return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }

    /** Has every message that was put aside tried again; returns how many. */
    public int revive() {
        return database.statement(OutboxDao::revive);
    }

    public Waiting waiting() {
        return database.statement(OutboxDao::waiting);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /**
     * @param waiting messages that are still tried
     * @param dead    messages that were put aside
     */
    public record Waiting(long waiting, long dead) {}
}
