package io.tollgate.x402.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tollgate.x402.money.Address;
import io.tollgate.x402.money.Bytes32;
import io.tollgate.x402.money.Network;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * The settlement response that a buyer gets in a header (x402 v2 section 5.3), of a settlement that succeeded or did
 * not. {@code transaction} is always there on the wire, empty without one.
 *
 * @param signed the same as a compact JWS, in v2 only
 */
public record Receipt(
        boolean success,
        Optional<String> errorReason,
        Optional<Bytes32> transaction,
        Network network,
        Optional<Address> payer,
        Optional<String> signed) {
    /** The extension that signs offers and receipts. */
    public static final String EXTENSION = "offer-receipt";

    private static final int LONGEST_REASON = 200;

    public Receipt {
        // v1 clients decode the header as Latin-1, so nothing but ASCII may stand in it
        errorReason = errorReason
                .map(reason -> reason.replaceAll("[^ -~]", "?"))
                .map(reason -> reason.substring(0, Math.min(reason.length(), LONGEST_REASON)));
    }

    public static Receipt settled(Bytes32 transaction, Network network, Address payer) {
        return new Receipt(
                true, Optional.empty(), Optional.of(transaction), network, Optional.of(payer), Optional.empty());
    }

    /** The same with a compact JWS that says so, for v2 clients (extension offer-receipt). */
    public Receipt signed(String jws) {
        return new Receipt(success, errorReason, transaction, network, payer, Optional.of(jws));
    }

    public static Receipt failed(
            String reason, Optional<Bytes32> transaction, Network network, Optional<Address> payer) {
        return new Receipt(false, Optional.of(reason), transaction, network, payer, Optional.empty());
    }

    /** The header that clients of the given version read. */
    public static String headerName(int version) {
        return version == 1 ? Headers.X_PAYMENT_RESPONSE : Headers.PAYMENT_RESPONSE;
    }

    /** The header's value in the form of the given version. */
    public String header(int version) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("success", success);
        errorReason.ifPresent(reason -> json.put("errorReason", reason));
        json.put("transaction", transaction.map(Bytes32::hex).orElse(""));
        json.put("network", version == 1 ? network.name() : network.chain().caip2());
        payer.ifPresent(address -> json.put("payer", address.toString()));
        if (version == 2) {
            signed.ifPresent(jws -> json.putObject("extensions")
                    .putObject(EXTENSION)
                    .putObject("info")
                    .putObject("receipt")
                    .put("format", "jws")
                    .put("signature", jws));
        }
        return Base64.getEncoder().encodeToString(json.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Reads either header as a client; empty when it is not base64 of a JSON object. */
    public static Optional<JsonNode> parse(String header) {
        return WireJson.decode(header);
    }
}
