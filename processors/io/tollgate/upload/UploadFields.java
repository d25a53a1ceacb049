package io.tollgate.upload;

import io.netty.handler.codec.http.QueryStringDecoder;
import io.tollgate.http.server.Problem;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The fields of an upload that describe the file. */
final class UploadFields {
    private static final Pattern MEDIA_TYPE =
            Pattern.compile("[\\w!#$&^.+-]{1,60}/[\\w!#$&^.+-]{1,60}(;[\\x20-\\x7e]{0,60})?");
    private static final String UNKNOWN_TYPE = "application/octet-stream";

    private UploadFields() {}

    /** Reads the fields from the query of a request; refuses a duplicate field. */
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
                throw Problem.of(400, "duplicate_field", "the query has a duplicate field");
            }
            fields.put(name, values.get(0));
        });
        return fields;
    }

    /** Converts fields that an earlier step set. */
    static Map<String, String> preset(Map<?, ?> preset) {
        Map<String, String> fields = new LinkedHashMap<>();
        preset.forEach((name, value) -> fields.put((String) name, (String) value));
        return fields;
    }

    /** Returns a well-formed media type, or the default. The form type that curl sends for a raw body is ignored. */
    static String mediaType(String value) {
        boolean useful = value != null
                && MEDIA_TYPE.matcher(value).matches()
                && !value.startsWith("application/x-www-form-urlencoded");
        return useful ? value : UNKNOWN_TYPE;
    }
}
