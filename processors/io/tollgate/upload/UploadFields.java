package io.tollgate.upload;

import io.netty.handler.codec.http.QueryStringDecoder;
import io.tollgate.http.server.Problem;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What a sender says about a file beside its bytes. */
final class UploadFields {
    private static final Pattern MEDIA_TYPE =
            Pattern.compile("[\\w!#$&^.+-]{1,60}/[\\w!#$&^.+-]{1,60}(;[\\x20-\\x7e]{0,60})?");
    private static final String UNKNOWN_TYPE = "application/octet-stream";

    private UploadFields() {}

    /** The fields in the query of a request; one that is named twice is refused. */
    static Map<String, String> query(String uri) {
        Map<String, List<String>> parameters;
        try {
            parameters = new QueryStringDecoder(uri, StandardCharsets.UTF_8, true, 64, true).parameters();
        } catch (IllegalArgumentException e) {
            throw Problem.of(400, "invalid_upload", "the query is malformed");
        }
        Map<String, String> fields = new LinkedHashMap<>();
        parameters.forEach((name, values) -> {
            if (values.size() > 1) {
                throw Problem.of(400, "duplicate_field", "the query names one field twice");
            }
            fields.put(name, values.get(0));
        });
        return fields;
    }

    /** Fields that were settled elsewhere. */
    static Map<String, String> preset(Map<?, ?> settled) {
        Map<String, String> fields = new LinkedHashMap<>();
        settled.forEach((name, value) -> fields.put((String) name, (String) value));
        return fields;
    }

    /** Only a well-formed type is kept; what curl sends for a bare body says nothing about the file. */
    static String mediaType(String sent) {
        boolean useful = sent != null
                && MEDIA_TYPE.matcher(sent).matches()
                && !sent.startsWith("application/x-www-form-urlencoded");
        return useful ? sent : UNKNOWN_TYPE;
    }
}
