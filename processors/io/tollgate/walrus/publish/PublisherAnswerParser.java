package io.tollgate.walrus.publish;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tollgate.walrus.encoding.BlobId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Parses a publisher's answer. The answer is untrusted: a field with the wrong form counts as absent. */
final class PublisherAnswerParser {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern OBJECT_ID = Pattern.compile("0x[0-9a-fA-F]{1,64}");
    private static final Pattern REASON = Pattern.compile("[A-Z][A-Z0-9_]{0,63}");
    private static final int MAX_TEXT = 120;

    private PublisherAnswerParser() {}

    static Optional<JsonNode> json(byte[] body) {
        try {
            return Optional.ofNullable(JSON.readTree(body)).filter(JsonNode::isObject);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    static Optional<PublisherAnswer> stored(JsonNode answer) {
        JsonNode created = answer.path("newlyCreated").path("blobObject");
        if (created.isObject()) {
            return stored(created, created.path("id"), created.path("storage").path("endEpoch"), false);
        }
        JsonNode certified = answer.path("alreadyCertified");
        return stored(certified, certified.path("object"), certified.path("endEpoch"), true);
    }

    private static Optional<PublisherAnswer> stored(JsonNode blob, JsonNode object, JsonNode end, boolean known) {
        Optional<BlobId> id = blobId(blob.path("blobId"));
        OptionalLong epoch = epoch(end);
        if (id.isEmpty() || epoch.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> objectId = Optional.ofNullable(object.textValue())
                .filter(text -> OBJECT_ID.matcher(text).matches());
        return Optional.of(new PublisherAnswer.Stored(id.get(), objectId, epoch.getAsLong(), known));
    }

    private static Optional<BlobId> blobId(JsonNode node) {
        try {
            return Optional.of(BlobId.parse(node.textValue()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static OptionalLong epoch(JsonNode number) {
        boolean whole = number.isIntegralNumber() && number.canConvertToLong() && number.longValue() > 0;
        return whole ? OptionalLong.of(number.longValue()) : OptionalLong.empty();
    }

    static PublisherAnswer.Refused refusal(int status, Optional<JsonNode> json, byte[] body) {
        String reason = json.map(answer -> answer.at("/error/details/0/reason").textValue())
                .filter(text -> REASON.matcher(text).matches())
                .orElseGet(() -> excerpt(body));
        return new PublisherAnswer.Refused(status, reason, then(status, reason, json.isPresent()));
    }

    /** A 429 in plain text means that the daemon is under load; a 429 in JSON concerns the token. */
    private static PublisherAnswer.Then then(int status, String reason, boolean json) {
        return switch (status) {
            case 429 -> json ? PublisherAnswer.Then.NEW_TOKEN : PublisherAnswer.Then.LATER;
            case 504 ->
                reason.equals("EXPIRED_SIGNATURE")
                        ? PublisherAnswer.Then.NEW_TOKEN
                        : PublisherAnswer.Then.NEXT_PUBLISHER;
            case 413 -> PublisherAnswer.Then.NEVER_HERE;
            case 400, 403, 451 -> PublisherAnswer.Then.NEVER;
            default -> PublisherAnswer.Then.NEXT_PUBLISHER;
        };
    }

    private static String excerpt(byte[] body) {
        String text = new String(body, 0, Math.min(body.length, 4 * MAX_TEXT), StandardCharsets.UTF_8)
                .replaceAll("[^\\x20-\\x7e]+", " ")
                .strip();
        if (text.isEmpty() || text.startsWith("<") || text.startsWith("{")) {
            return "no reason given";
        }
        return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT);
    }
}
