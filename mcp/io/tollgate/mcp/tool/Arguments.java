package io.tollgate.mcp.tool;

import io.tollgate.mcp.ToolFailure;
import io.tollgate.x402.money.AtomicAmount;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** The arguments of a call, which the route has as headers. They are a model's words: checked, bounded, never trusted. */
final class Arguments {
    private static final int DECIMALS = 6;
    private static final Pattern KEY = Pattern.compile("(0x)?[0-9a-fA-F]{64}");
    private static final Pattern BLOB_ID = Pattern.compile("[A-Za-z0-9_-]{8,128}");

    private final Message message;

    /** Refuses a call that brings a private key: it does not belong here, and is repeated nowhere (not in a log either). */
    Arguments(Exchange exchange) {
        message = exchange.getMessage();
        for (Map.Entry<String, Object> argument : message.getHeaders().entrySet()) {
            String name = argument.getKey().toLowerCase(Locale.ROOT).replaceAll("[-_]", "");
            String value = String.valueOf(argument.getValue()).strip();
            if (KEY.matcher(value).matches() || name.contains("privatekey") || name.contains("mnemonic")) {
                throw ToolFailure.of(
                        "key_refused",
                        "this looks like a private key; never send one to a tool, and take it as known to others now");
            }
        }
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(message.getHeader(name)).map(String::valueOf).filter(text -> !text.isBlank());
    }

    String required(String name) {
        return text(name).orElseThrow(() -> ToolFailure.of("argument_missing", name + " is needed"));
    }

    String blobId() {
        String id = required("blobId").strip();
        if (!BLOB_ID.matcher(id).matches()) {
            throw ToolFailure.of("bad_blob_id", "blobId is not the id of a blob");
        }
        return id;
    }

    /** Dollars. */
    Optional<AtomicAmount> price(String name) {
        try {
            return text(name).map(text -> AtomicAmount.price(text, DECIMALS));
        } catch (IllegalArgumentException e) {
            throw ToolFailure.of("bad_price", name + ": " + e.getMessage());
        }
    }
}
