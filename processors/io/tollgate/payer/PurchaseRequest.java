package io.tollgate.payer;

import static java.util.Objects.requireNonNull;

import io.tollgate.x402.money.AtomicAmount;
import java.net.URI;
import java.nio.file.Path;

/**
 * One file to get.
 *
 * @param output  where it goes; {@code .part} is kept beside it until it is complete
 * @param limit   most that is signed for
 * @param largest bytes that are taken at most
 * @param keep    true to leave the payment in its memory, so that it can be presented again
 */
public record PurchaseRequest(URI url, Path output, AtomicAmount limit, long largest, boolean keep) {
    public PurchaseRequest {
        requireNonNull(url, "url must not be null");
        requireNonNull(limit, "limit must not be null");
        output = output.toAbsolutePath();
    }
}
