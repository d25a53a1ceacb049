package io.tollgate.dev.walrus;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The errors that a Walrus daemon returns in its JSON envelope, with their HTTP status. */
enum WalrusError {
    INVALID_BLOB_PERSISTENCE(400, "INVALID_ARGUMENT"),
    MALFORMED_REQUEST(400, "INVALID_ARGUMENT"),
    INCONSISTENT_TOKEN(400, "INVALID_ARGUMENT", Domain.TOKENS),
    INVALID_SIZE(400, "INVALID_ARGUMENT", Domain.TOKENS),
    INVALID_EPOCHS(400, "INVALID_ARGUMENT", Domain.TOKENS),
    INVALID_EXPIRATION(400, "INVALID_ARGUMENT", Domain.TOKENS),
    INVALID_SEND_OBJECT_TO(400, "INVALID_ARGUMENT", Domain.TOKENS),
    INVALID_TOKEN(400, "INVALID_ARGUMENT", Domain.TOKENS),
    INVALID_SIGNATURE(401, "UNAUTHENTICATED", Domain.TOKENS),
    TOKEN_ALREADY_USED(429, "RESOURCE_EXHAUSTED", Domain.TOKENS),
    EXPIRED_SIGNATURE(504, "DEADLINE_EXCEEDED", Domain.TOKENS),
    INVALID_ID_FORMAT(400, "INVALID_ARGUMENT"),
    OBJECT_ID_RESOLUTION_FAILED(404, "NOT_FOUND"),
    BLOB_TOO_LARGE(403, "SIZE_EXCEEDED"),
    QUILT_PATCH_NOT_FOUND(404, "NOT_FOUND"),
    INVALID_CONSISTENCY_CHECK(400, "INVALID_ARGUMENT"),
    BAD_SLICE(400, "INVALID_ARGUMENT", Domain.DAEMON, "INVALID_BYTE_RANGE"),
    INVALID_BYTE_RANGE(416, "RANGE_NOT_SATISFIABLE"),
    BLOB_NOT_FOUND(404, "NOT_FOUND"),
    FORBIDDEN_BLOB(451, "UNAVAILABLE_FOR_LEGAL_REASONS"),
    INTERNAL_ERROR(500, "INTERNAL"),
    BLOB_UNAVAILABLE(503, "UNAVAILABLE"),
    INSUFFICIENT_CONFIRMATIONS(504, "DEADLINE_EXCEEDED");

    private final int code;
    private final String status;
    private final Domain domain;
    private final String reason;

    /** The component that reports the error. */
    private enum Domain {
        DAEMON("daemon.walrus.space"),
        TOKENS("auth.publisher.walrus.space");

        private final String text;

        Domain(String text) {
            this.text = text;
        }
    }

    WalrusError(int code, String status) {
        this(code, status, Domain.DAEMON);
    }

    WalrusError(int code, String status, Domain domain) {
        this(code, status, domain, null);
    }

    /** @param reason the reason, when it differs from the name */
    WalrusError(int code, String status, Domain domain, String reason) {
        this.code = code;
        this.status = status;
        this.domain = domain;
        this.reason = reason == null ? name() : reason;
    }

    DevAnswer answer(String message) {
        ObjectNode envelope = JsonNodeFactory.instance.objectNode();
        ObjectNode error = envelope.putObject("error");
        error.put("status", status).put("code", code).put("message", message);
        ObjectNode info = error.putArray("details").addObject();
        info.put("@type", "ErrorInfo").put("reason", reason).put("domain", domain.text);
        info.putObject("metadata");
        if (this == INTERNAL_ERROR) {
            ObjectNode debug = error.withArray("details").addObject();
            debug.put("@type", "DebugInfo");
            debug.putArray("stackEntries");
            debug.put("detail", "TraceID: 0");
        }
        return DevAnswer.json(code, envelope);
    }

    static DevAnswer blobNotFound() {
        return BLOB_NOT_FOUND.answer(
                "the requested blob ID does not exist on Walrus, ensure that it was entered correctly");
    }
}
