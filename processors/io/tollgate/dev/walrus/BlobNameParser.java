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

/** Reads how a request names the blobs it wants, and words the refusals as a Walrus daemon does. */
final class BlobNameParser {
    private static final Pattern OBJECT = Pattern.compile("0x[0-9a-fA-F]{1,64}");
    private static final int MAX_LIST = 64 * 1024;

    private BlobNameParser() {}

    static BlobId id(String written) throws Invalid {
        try {
            return BlobId.parse(written);
        } catch (IllegalArgumentException e) {
            throw new Invalid(
                    "Invalid URL: Cannot parse `blob_id` with value `" + written + "`: failed to parse a blob ID");
        }
    }

    /** The object's id in the form that it was given out in. */
    static String object(String written) throws Invalid {
        if (!OBJECT.matcher(written).matches()) {
            throw new Invalid("Invalid URL: Cannot parse `blob_object_id` with value `" + written + "`");
        }
        String digits = written.substring(2).toLowerCase(Locale.ROOT);
        return "0x" + "0".repeat(64 - digits.length()) + digits;
    }

    /** The ids that a concatenation is asked of: {@code ?ids=a,b}, or {@code {"ids":["a","b"]}}. */
    static List<String> list(DevRequest request) throws IOException, QueryString.Invalid, Invalid {
        List<String> words = new ArrayList<>();
        if (request.method().equals("POST")) {
            try {
                JsonNode json = new ObjectMapper().readTree(request.body().readNBytes(MAX_LIST));
                json.path("ids").forEach(word -> words.add(word.asText()));
            } catch (JsonProcessingException e) {
                throw new Invalid("Failed to parse the request body as JSON");
            }
        } else {
            String ids = new QueryString(request.query(), List.of("ids"))
                    .text("ids")
                    .orElseThrow(() -> new QueryString.Invalid("missing field `ids`"));
            words.addAll(List.of(ids.split(",")));
        }
        words.removeIf(String::isEmpty);
        if (words.isEmpty()) {
            throw new Invalid("the list of ids is empty");
        }
        return words;
    }

    /** A name that names nothing. */
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
