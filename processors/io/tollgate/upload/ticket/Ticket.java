package io.tollgate.upload.ticket;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Map;

/**
 * The right to upload one file, once, under the fields that were named when it was asked for.
 *
 * @param id     by which its use is remembered
 * @param fields as an upload names them
 */
public record Ticket(String id, Map<String, String> fields, Instant expiresAt) {
    public Ticket {
        requireNonNull(id, "id must not be null");
        requireNonNull(expiresAt, "expiresAt must not be null");
        fields = Map.copyOf(fields);
    }
}
