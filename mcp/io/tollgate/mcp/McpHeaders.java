package io.tollgate.mcp;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** What the headers of a request repeat of its body, so that proxies can route by it. */
record McpHeaders(Optional<String> version, Optional<String> method, Optional<String> name) {
    private static final String OPENING = "=?base64?";
    private static final String CLOSING = "?=";

    /** The name as it is meant: text that is no header value travels as base64. Empty when that cannot be read. */
    static Optional<String> decoded(String value) {
        if (!value.startsWith(OPENING) || !value.endsWith(CLOSING) || value.length() < OPENING.length() + 2) {
            return Optional.of(value);
        }
        String inner = value.substring(OPENING.length(), value.length() - CLOSING.length());
        try {
            byte[] bytes = Base64.getDecoder().decode(inner);
            boolean canonical = Base64.getEncoder().encodeToString(bytes).equals(inner);
            return canonical
                    ? Optional.of(StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(bytes))
                            .toString())
                    : Optional.empty();
        } catch (IllegalArgumentException | CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
