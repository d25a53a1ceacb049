package io.tollgate.dev.walrus;

import io.tollgate.walrus.publish.PublisherTokenSecret;
import java.util.Optional;

/**
 * The token options of an authenticated publisher.
 *
 * @param secret secret of the signatures, {@code --jwt-decode-secret}; without it neither signature nor expiry is
 *     checked
 * @param lifetimeSeconds required value of {@code exp - iat}, {@code --jwt-expiring-sec}; 0 for any
 * @param verifyUpload whether the claims about epochs, size and receiver are compared with the upload,
 *     {@code --jwt-verify-upload}
 */
public record PublisherTokenPolicy(Optional<PublisherTokenSecret> secret, long lifetimeSeconds, boolean verifyUpload) {}
