package io.tollgate.database;

import java.sql.SQLException;
import java.util.Optional;

/** Reads the five-character SQLSTATE out of whatever was wrapped around a driver's exception. */
public final class SqlStates {
    private static final String UNIQUE_VIOLATION = "23505";

    private SqlStates() {}

    static Optional<String> find(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return Optional.of(sql.getSQLState());
            }
        }
        return Optional.empty();
    }

    /** True when a row was refused because a unique column holds its value already. */
    public static boolean isUniqueViolation(Throwable thrown) {
        return find(thrown).filter(UNIQUE_VIOLATION::equals).isPresent();
    }
}
