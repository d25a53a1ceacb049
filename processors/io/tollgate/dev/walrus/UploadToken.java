package io.tollgate.dev.walrus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Base64;
import java.util.OptionalLong;

/**
 * The bearer token of an upload, as a publisher without authentication reads it: the signature is not checked, but
 * claimed sizes apply, and a token that is not a JWT makes the publisher fail. This reveals a client that forwards a
 * foreign token.
 *
 * @param size the exact size of the body in bytes, when claimed
 * @param maxSize the maximum size, when claimed
 */
record UploadToken(OptionalLong size, OptionalLong maxSize) {
    private static final UploadToken NONE = new UploadToken(OptionalLong.empty(), OptionalLong.empty());

    /**
     * Reads an Authorization header; null and other schemes claim nothing. Throws {@link IOException} for a bearer
     * token that is not a JWT.
     */
    static UploadToken read(String authorization) throws IOException {
        if (authorization == null || !authorization.startsWith("Bearer ")) {
            return NONE;
        }
        String[] parts = authorization.substring("Bearer ".length()).split("\\.", -1);
        if (parts.length != 3) {
            throw new IOException("the bearer token is not a JWT");
        }
        try {
            ObjectMapper json = new ObjectMapper();
            JsonNode header = json.readTree(Base64.getUrlDecoder().decode(parts[0]));
            JsonNode claims = json.readTree(Base64.getUrlDecoder().decode(parts[1]));
            if (!header.path("alg").isTextual() || !claims.isObject()) {
                throw new IOException("the bearer token is not a JWT");
            }
            return new UploadToken(number(claims.path("size")), number(claims.path("max_size")));
        } catch (IllegalArgumentException e) {
            throw new IOException("the bearer token is not a JWT", e);
        }
    }

    boolean inconsistent() {
        return size.isPresent() && maxSize.isPresent();
    }

    /** Whether the claims allow a body of this size. */
    boolean covers(long bytes) {
        return size.orElse(bytes) == bytes && maxSize.orElse(bytes) >= bytes;
    }

    private static OptionalLong number(JsonNode claim) {
        return claim.isIntegralNumber() ? OptionalLong.of(claim.longValue()) : OptionalLong.empty();
    }
}
