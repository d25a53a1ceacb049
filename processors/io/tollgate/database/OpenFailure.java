package io.tollgate.database;

/** Turns what a driver says when a database cannot be opened into one sentence with the way out. */
final class OpenFailure {
    private static final String H2_FILE_IN_USE = "90020";

    private OpenFailure() {}

    static IllegalStateException of(String url, RuntimeException cause) {
        String shown = url.replaceAll("[;?].*", "");
        if (SqlStates.find(cause).filter(H2_FILE_IN_USE::equals).isPresent()) {
            return new IllegalStateException(
                    "The database " + shown + " is in use by another process: stop it, or set DATABASE_URL.", cause);
        }
        if (cause instanceof IllegalStateException readable) {
            return readable;
        }
        return new IllegalStateException(
                "The database " + shown + " cannot be opened: " + root(cause).getMessage(), cause);
    }

    private static Throwable root(Throwable thrown) {
        return thrown.getCause() == null ? thrown : root(thrown.getCause());
    }
}
