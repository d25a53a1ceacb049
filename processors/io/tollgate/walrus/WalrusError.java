package io.tollgate.walrus;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The errors of a Walrus daemon that come in its JSON envelope, each with the HTTP status it travels under. */
enum WalrusError {
    INVALID_BLOB_PERSISTENCE(400, "INVALID_ARGUMENT"),
    INCONSISTENT_TOKEN(400, "INVALID_ARGUMENT"),
    INVALID_SIZE(400, "INVALID_ARGUMENT"),
    INVALID_CONSISTENCY_CHECK(400, "INVALID_ARGUMENT"),
    BAD_SLICE(400, "INVALID_ARGUMENT", "INVALID_BYTE_RANGE"),
    INVALID_BYTE_RANGE(416, "RANGE_NOT_SATISFIABLE"),
    BLOB_NOT_FOUND(404, "NOT_FOUND"),
    FORBIDDEN_BLOB(451, "UNAVAILABLE_FOR_LEGAL_REASONS"),
    INTERNAL_ERROR(500, "INTERNAL"),
    BLOB_UNAVAILABLE(503, "UNAVAILABLE"),
    INSUFFICIENT_CONFIRMATIONS(504, "DEADLINE_EXCEEDED");

    private static final String DAEMON = "daemon.walrus.space";
    private static final String TOKENS = "auth.publisher.walrus.space";

    private final int code;
    private final String status;
    private final String reason;

    WalrusError(int code, String status) {
        this.code = code;
        this.status = status;
        this.reason = name();
    }

    WalrusError(int code, String status, String reason) {
        this.code = code;
        this.status = status;
        this.reason = reason;
    }

    DevAnswer answer(String message) {
        ObjectNode envelope = JsonNodeFactory.instance.objectNode();
        ObjectNode error = envelope.putObject("error");
        error.put("status", status).put("code", code).put("message", message);
        ObjectNode info = error.putArray("details").addObject();
        info.put("@type", "ErrorInfo").put("reason", reason).put("domain", domain());
        info.putObject("metadata");
        if (this == INTERNAL_ERROR) {
            ObjectNode debug = error.withArray("details").addObject();
            debug.put("@type", "DebugInfo");
            debug.putArray("stackEntries");
            debug.put("detail", "TraceID: 0");
        }
        return DevAnswer.json(code, envelope);
    }

    private String domain() {
        return this == INCONSISTENT_TOKEN || this == INVALID_SIZE ? TOKENS : DAEMON;
    }

    static DevAnswer blobNotFound() {
        return BLOB_NOT_FOUND.answer(
                "the requested blob ID does not exist on Walrus, ensure that it was entered correctly");
    }
}
