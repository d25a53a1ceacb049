package io.tollgate.facilitator.client;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.tollgate.x402.money.Address;
import io.tollgate.x402.money.Bytes32;
import io.tollgate.x402.money.Network;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Understands what a facilitator answers: lenient in the form, strict in the meaning. Whatever is not plainly a yes or a
 * plain no leaves the question open, because money may have moved.
 */
public final class FacilitatorAnswers {
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_.: -]{1,100}");
    private static final Pattern OPEN = Pattern.compile(
            "pending|unexpected|internal|time.?out|timed.?out|duplicate|already|nonce|(?<![a-z])used|invalid_transaction_state",
            Pattern.CASE_INSENSITIVE);
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder().maxNestingDepth(50).build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** @param status HTTP status, 0 when there was no answer */
    public Verification verification(int status, byte[] body) {
        JsonNode json = parse(body);
        JsonNode valid = json.path("isValid");
        if (!valid.isBoolean() || status < 200 || status >= 300 && status < 400 || status >= 500) {
            return new Verification.Unavailable("HTTP " + status + " without a clear answer");
        }
        if (!valid.booleanValue()) {
            return new Verification.Invalid(word(json.path("invalidReason"), "invalid_payment"));
        }
        return status < 300
                ? new Verification.Valid()
                : new Verification.Unavailable("HTTP " + status + " with isValid true");
    }

    /**
     * @param status   HTTP status, 0 when there was no answer
     * @param expected the network the payment was signed for; an answer that names another one settles nothing
     * @param payer    who signed
     */
    public Settlement settlement(int status, byte[] body, Network expected, Address payer) {
        JsonNode json = parse(body);
        Optional<Bytes32> transaction = transaction(json.path("transaction"));
        JsonNode success = json.path("success");
        if (!success.isBoolean()) {
            return new Settlement.Unknown(transaction, "HTTP " + status + " without a clear answer");
        }
        if (success.booleanValue()) {
            return settled(status, json, transaction, expected, payer);
        }
        String reason = word(json.path("errorReason"), "");
        boolean clear = status >= 200 && status < 300 || status >= 400 && status < 500;
        boolean broadcast = !json.path("transaction").asText("").isBlank();
        if (!clear || reason.isEmpty() || leavesOpen(reason) || broadcast) {
            return new Settlement.Unknown(transaction, "HTTP " + status + ", success false, reason '" + reason + "'");
        }
        return new Settlement.Rejected(reason);
    }

    /** Whether a facilitator has answered a settlement at all, whatever it says of the money. */
    public boolean answersSettlement(byte[] body) {
        return parse(body).path("success").isBoolean();
    }

    /**
     * Reasons that do not say that no money moved: still on its way, a fault of the facilitator's own, or an
     * authorization that is used up, maybe by this very payment. By family, since no two facilitators agree on names.
     */
    private static boolean leavesOpen(String reason) {
        return OPEN.matcher(reason).find();
    }

    private static Settlement settled(
            int status, JsonNode json, Optional<Bytes32> transaction, Network expected, Address payer) {
        String network = json.path("network").asText();
        boolean ours = network.equals(expected.chain().caip2())
                || expected.v1Name().filter(network::equals).isPresent();
        JsonNode named = json.path("payer");
        boolean fromPayer = named.isMissingNode()
                || named.isNull()
                || address(named).filter(payer::equals).isPresent();
        if (status < 200 || status >= 300 || transaction.isEmpty() || !ours || !fromPayer) {
            return new Settlement.Unknown(
                    transaction,
                    "HTTP " + status + ", success true, but its transaction, network or payer is not ours");
        }
        return new Settlement.Settled(transaction.get(), payer);
    }

    static JsonNode parse(byte[] body) {
        try {
            JsonNode json = body == null ? null : JSON.readTree(body);
            return json == null ? MissingNode.getInstance() : json;
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }

    private static Optional<Bytes32> transaction(JsonNode node) {
        try {
            return node.isTextual() ? Optional.of(new Bytes32(node.textValue())) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<Address> address(JsonNode node) {
        try {
            return node.isTextual() ? Optional.of(Address.parse(node.textValue())) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** A reason that is shown to buyers: never a stack trace of another server. */
    private static String word(JsonNode node, String otherwise) {
        return node.isTextual() && WORD.matcher(node.textValue()).matches() ? node.textValue() : otherwise;
    }
}
