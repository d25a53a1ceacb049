package io.tollgate.x402.chain;

import java.io.IOException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.web3j.protocol.core.Response;

/** A node's refusal of one question. It is known that the node heard the question, other than with a broken connection. */
public final class RpcError extends IOException {
    private static final int EXECUTION_REVERTED = 3;
    private static final int VM_EXECUTION_ERROR = -32015;
    private static final Pattern UNPRINTABLE = Pattern.compile("[^ -~]");
    private static final int SHOWN = 200;

    private final int code;

    RpcError(Response.Error error) {
        super(shown(error.getMessage()));
        this.code = error.getCode();
    }

    /** Text of an untrusted server for our log: printable, and not a dump of calldata. */
    private static String shown(String message) {
        String text = UNPRINTABLE.matcher(message == null ? "" : message).replaceAll("?");
        return text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
    }

    /** True when the contract itself said no, rather than the node. */
    public boolean reverted() {
        return code == EXECUTION_REVERTED
                || code == VM_EXECUTION_ERROR
                || says("execution reverted")
                || says("vm execution error")
                || says("invalid opcode")
                || says("invalidopcode")
                || says("out of gas");
    }

    /** @param words in lower case */
    public boolean says(String words) {
        return getMessage().toLowerCase(Locale.ROOT).contains(words);
    }

    /** What came back was not an answer to the question. */
    static final class Unreadable extends IOException {
        Unreadable(String message) {
            super(message);
        }
    }
}
