package io.tollgate.upload.ticket;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tollgate.database.RandomIds;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/**
 * Writes tickets as text that only this house can have written, and reads them back. A ticket holds everything that is
 * to be known of it, so that none of them is a row before it is used.
 */
public final class Tickets {
    /** From being given until the upload must have begun. */
    static final Duration LIFETIME = Duration.ofMinutes(10);

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MAX_LENGTH = 4096;

    private final SecretKey key;
    private final RandomIds ids;
    private final Clock clock;

    public Tickets(SecretKey key, RandomIds ids, Clock clock) {
        this.key = key;
        this.ids = ids;
        this.clock = clock;
    }

    /** A new ticket, in the form of one segment of a path. Empty when the fields are too many for one. */
    Optional<String> issue(Map<String, String> fields) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", ids.next("up_"));
        json.put("exp", clock.instant().plus(LIFETIME).getEpochSecond());
        fields.forEach(json.putObject("fields")::put);
        byte[] body = json.toString().getBytes(StandardCharsets.UTF_8);
        String text = text(body) + "." + text(mac(body));
        return Optional.of(text).filter(whole -> whole.length() <= MAX_LENGTH);
    }

    /** The ticket, whether or not its time is over; empty when this house has not written it. */
    Optional<Ticket> read(String written) {
        int dot = written.indexOf('.');
        if (dot < 0 || written.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        try {
            byte[] body = Base64.getUrlDecoder().decode(written.substring(0, dot));
            byte[] mac = Base64.getUrlDecoder().decode(written.substring(dot + 1));
            return MessageDigest.isEqual(mac(body), mac) ? Optional.of(ticket(body)) : Optional.empty();
        } catch (IllegalArgumentException | JsonProcessingException e) {
            return Optional.empty();
        }
    }

    boolean isExpired(Ticket ticket) {
        return clock.instant().isAfter(ticket.expiresAt());
    }

    private static Ticket ticket(byte[] body) throws JsonProcessingException {
        JsonNode json = JSON.readTree(new String(body, StandardCharsets.UTF_8));
        Map<String, String> fields = new LinkedHashMap<>();
        json.path("fields")
                .fields()
                .forEachRemaining(
                        field -> fields.put(field.getKey(), field.getValue().asText()));
        return new Ticket(
                json.path("id").asText(),
                fields,
                Instant.ofEpochSecond(json.path("exp").asLong()));
    }

    private byte[] mac(byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            mac.update("upload ticket\n".getBytes(StandardCharsets.US_ASCII));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
