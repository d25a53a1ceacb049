package io.tollgate.database;

import java.util.Optional;

/** Turns the error of a driver that cannot open a database into one sentence with a remedy. */
final class OpenFailure {
    private static final String H2_FILE_IN_USE = "90020";
    private static final String PASSWORD_REFUSED = "28P01";
    private static final String USER_REFUSED = "28000";
    private static final String NO_SUCH_DATABASE = "3D000";

    private OpenFailure() {}

    static IllegalStateException of(DatabaseAccess access, RuntimeException cause) {
        Optional<String> state = SqlStates.find(cause);
        if (state.isEmpty() && cause instanceof IllegalStateException readable) {
            return readable;
        }
        return new IllegalStateException("The database " + access.displayUrl() + explain(state, cause), cause);
    }

    private static String explain(Optional<String> state, RuntimeException cause) {
        return switch (state.orElse("")) {
            case H2_FILE_IN_USE -> " is in use by another process: stop it, or set DATABASE_URL.";
            case PASSWORD_REFUSED, USER_REFUSED ->
                " refuses these credentials: set DATABASE_USER and DATABASE_PASSWORD.";
            case NO_SUCH_DATABASE -> " does not exist: create it, or set DATABASE_URL to another one.";
            default -> " cannot be opened: " + root(cause).getMessage();
        };
    }

    private static Throwable root(Throwable thrown) {
        return thrown.getCause() == null ? thrown : root(thrown.getCause());
    }
}
