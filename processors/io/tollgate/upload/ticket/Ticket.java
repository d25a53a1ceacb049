package io.tollgate.upload.ticket;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Map;

/**
 * The right to upload one file, once, with the fields that were given when the ticket was issued.
 *
 * @param id     identifies the ticket when it is used
 * @param fields the fields of the upload
 */
public record Ticket(String id, Map<String, String> fields, Instant expiresAt) {
    public Ticket {
        requireNonNull(id, "id must not be null");
        requireNonNull(expiresAt, "expiresAt must not be null");
        fields = Map.copyOf(fields);
    }
}
