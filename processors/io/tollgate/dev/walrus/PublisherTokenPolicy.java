package io.tollgate.dev.walrus;

import io.tollgate.walrus.publish.PublisherTokenSecret;
import java.util.Optional;

/**
 * How an authenticated publisher was started.
 *
 * @param secret what tokens are signed with, {@code --jwt-decode-secret}; without one no signature and no expiry is checked
 * @param lifetimeSeconds what {@code exp - iat} must be exactly, {@code --jwt-expiring-sec}; 0 for anything
 * @param verifyUpload whether the claims about epochs, size and receiver are held against the upload,
 *     {@code --jwt-verify-upload}
 */
public record PublisherTokenPolicy(Optional<PublisherTokenSecret> secret, long lifetimeSeconds, boolean verifyUpload) {}
