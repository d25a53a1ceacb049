package io.tollgate.database;

import java.sql.SQLException;
import java.util.Optional;

/** Finds the five-character SQLSTATE of a driver's exception among the causes of another one. */
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

    /** True when a unique column already has the value. */
    public static boolean isUniqueViolation(Throwable thrown) {
        return find(thrown).filter(UNIQUE_VIOLATION::equals).isPresent();
    }
}
