package io.tollgate.database;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * Where the database is and as whom to open it.
 *
 * @param url      a JDBC URL; it may carry the credentials itself
 * @param user     beside the URL, for where the secret is kept apart from the address
 * @param password never printed
 */
public record DatabaseAccess(String url, Optional<String> user, Optional<String> password) {
    public DatabaseAccess {
        requireNonNull(url, "url must not be null");
        requireNonNull(user, "user must not be null");
        requireNonNull(password, "password must not be null");
    }

    public static DatabaseAccess of(String url) {
        return new DatabaseAccess(url, Optional.empty(), Optional.empty());
    }

    /** The URL as far as it can hold no secret. */
    String displayUrl() {
        return url.replaceAll("[;?].*", "").replaceAll("//[^/]*@", "//");
    }

    @Override
    public String toString() {
        return "DatabaseAccess[" + displayUrl() + "]";
    }
}
