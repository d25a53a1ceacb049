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
 * Issues tickets as authenticated text that only this gateway can create, and verifies them. A ticket contains all its
 * data, so that it needs no database row before it is used.
 */
public final class Tickets {
    /** Time from issue until the upload must start. */
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

    /** Issues a ticket as one path segment. Empty when the fields are too long for a ticket. */
    Optional<String> issue(Map<String, String> fields) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", ids.next("up_"));
        json.put("exp", clock.instant().plus(LIFETIME).getEpochSecond());
        fields.forEach(json.putObject("fields")::put);
        byte[] body = json.toString().getBytes(StandardCharsets.UTF_8);
        String text = text(body) + "." + text(mac(body));
        return Optional.of(text).filter(whole -> whole.length() <= MAX_LENGTH);
    }

    /** Verifies a ticket, expired or not. Empty when this gateway did not issue it. */
    Optional<Ticket> read(String text) {
        int dot = text.indexOf('.');
        if (dot < 0 || text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        try {
            byte[] body = Base64.getUrlDecoder().decode(text.substring(0, dot));
            byte[] mac = Base64.getUrlDecoder().decode(text.substring(dot + 1));
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
            throw new IllegalStateException("HmacSHA256 is not available", e);
        }
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
