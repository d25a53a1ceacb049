package io.tollgate.dev.walrus;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tollgate.walrus.encoding.BlobId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Parses the blob ids of a request; the messages of refusals are those of a Walrus daemon. */
final class BlobNameParser {
    private static final Pattern OBJECT = Pattern.compile("0x[0-9a-fA-F]{1,64}");
    private static final int MAX_LIST = 64 * 1024;

    private BlobNameParser() {}

    static BlobId id(String text) throws Invalid {
        try {
            return BlobId.parse(text);
        } catch (IllegalArgumentException e) {
            throw new Invalid(
                    "Invalid URL: Cannot parse `blob_id` with value `" + text + "`: failed to parse a blob ID");
        }
    }

    /** Returns the object id in its canonical form. */
    static String object(String text) throws Invalid {
        if (!OBJECT.matcher(text).matches()) {
            throw new Invalid("Invalid URL: Cannot parse `blob_object_id` with value `" + text + "`");
        }
        String digits = text.substring(2).toLowerCase(Locale.ROOT);
        return "0x" + "0".repeat(64 - digits.length()) + digits;
    }

    /** Parses the ids of a concatenation: {@code ?ids=a,b}, or {@code {"ids":["a","b"]}}. */
    static List<String> list(DevRequest request) throws IOException, QueryString.Invalid, Invalid {
        List<String> names = new ArrayList<>();
        if (request.method().equals("POST")) {
            try {
                JsonNode json = new ObjectMapper().readTree(request.body().readNBytes(MAX_LIST));
                json.path("ids").forEach(name -> names.add(name.asText()));
            } catch (JsonProcessingException e) {
                throw new Invalid("Failed to parse the request body as JSON");
            }
        } else {
            String ids = new QueryString(request.query(), List.of("ids"))
                    .text("ids")
                    .orElseThrow(() -> new QueryString.Invalid("missing field `ids`"));
            names.addAll(List.of(ids.split(",")));
        }
        names.removeIf(String::isEmpty);
        if (names.isEmpty()) {
            throw new Invalid("the list of ids is empty");
        }
        return names;
    }

    /** Thrown for a malformed id. */
    static final class Invalid extends Exception {
        private static final long serialVersionUID = 1L;

        Invalid(String message) {
            super(message, null, false, false);
        }

        DevAnswer answer() {
            return DevAnswer.text(400, getMessage());
        }
    }
}
