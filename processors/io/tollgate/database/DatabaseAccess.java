package io.tollgate.database;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * Address and credentials of a database.
 *
 * @param url      a JDBC URL; it may contain credentials
 * @param user     for credentials outside the URL
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

    /** The URL without parameters and user info, which may contain secrets. */
    String displayUrl() {
        return url.replaceAll("[;?].*", "").replaceAll("//[^/]*@", "//");
    }

    @Override
    public String toString() {
        return "DatabaseAccess[" + displayUrl() + "]";
    }
}
