package io.tollgate.dev.chain;

/** A JSON-RPC error with its code and message. */
final class RpcFailure extends RuntimeException {
    static final int UNKNOWN_METHOD = -32601;
    static final int BAD_PARAMETERS = -32602;
    static final int SERVER = -32000;
    static final int REVERTED = 3;

    private final int code;

    RpcFailure(int code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    int code() {
        return code;
    }
}
