package io.tollgate.x402.signin;

import com.fasterxml.jackson.databind.JsonNode;
import io.tollgate.x402.money.Address;
import io.tollgate.x402.money.ChainId;
import io.tollgate.x402.protocol.WireJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A sign-in as a client sends it, and the text its wallet was shown (EIP-4361). The text is rebuilt from the fields,
 * each kept as it was written; a field with a control character is refused, so no field can pose as the next line.
 */
record SignInMessage(
        String domain,
        String address,
        Optional<String> statement,
        String uri,
        String version,
        String chainId,
        String type,
        String nonce,
        String issuedAt,
        Optional<String> expirationTime,
        Optional<String> notBefore,
        Optional<String> requestId,
        List<String> resources,
        String signature) {
    private static final int LONGEST_HEADER = 8191;
    private static final int MOST_RESOURCES = 8;

    /** Reads the value of a {@code SIGN-IN-WITH-X} header; empty for whatever is not a whole sign-in. */
    static Optional<SignInMessage> parse(String header) {
        if (header == null || header.length() > LONGEST_HEADER) {
            return Optional.empty();
        }
        try {
            return WireJson.decode(header).map(SignInMessage::of);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static SignInMessage of(JsonNode json) {
        List<String> resources = new ArrayList<>();
        for (JsonNode resource : json.path("resources")) {
            resources.add(line(resource).orElseThrow(SignInMessage::incomplete));
        }
        if (resources.size() > MOST_RESOURCES) {
            throw incomplete();
        }
        return new SignInMessage(
                needed(json, "domain"),
                account(needed(json, "address")),
                line(json.path("statement")),
                needed(json, "uri"),
                needed(json, "version"),
                ChainId.parse(needed(json, "chainId")).caip2(),
                needed(json, "type"),
                needed(json, "nonce"),
                needed(json, "issuedAt"),
                line(json.path("expirationTime")),
                line(json.path("notBefore")),
                line(json.path("requestId")),
                List.copyOf(resources),
                needed(json, "signature"));
    }

    /** As it was written, for so it was signed, but an account. */
    private static String account(String text) {
        Address.parse(text);
        return text;
    }

    private static String needed(JsonNode json, String name) {
        return line(json.path(name)).orElseThrow(SignInMessage::incomplete);
    }

    /** An absent or null field is empty; one that is not text of one line makes the message invalid. */
    private static Optional<String> line(JsonNode node) {
        if (node.isMissingNode() || node.isNull()) {
            return Optional.empty();
        }
        if (!node.isTextual() || node.textValue().chars().anyMatch(Character::isISOControl)) {
            throw incomplete();
        }
        return Optional.of(node.textValue());
    }

    private static IllegalArgumentException incomplete() {
        return new IllegalArgumentException("not a whole sign-in");
    }

    Address wallet() {
        return Address.parse(address);
    }

    ChainId chain() {
        return ChainId.parse(chainId);
    }

    /** What the wallet signed: lines end with LF, the last one with nothing. */
    String text() {
        StringBuilder text = new StringBuilder()
                .append(domain)
                .append(" wants you to sign in with your Ethereum account:\n")
                .append(address)
                .append("\n\n");
        statement.ifPresent(sentence -> text.append(sentence).append('\n'));
        text.append("\nURI: ").append(uri);
        text.append("\nVersion: ").append(version);
        text.append("\nChain ID: ").append(chain().number());
        text.append("\nNonce: ").append(nonce);
        text.append("\nIssued At: ").append(issuedAt);
        expirationTime.ifPresent(time -> text.append("\nExpiration Time: ").append(time));
        notBefore.ifPresent(time -> text.append("\nNot Before: ").append(time));
        requestId.ifPresent(id -> text.append("\nRequest ID: ").append(id));
        if (!resources.isEmpty()) {
            text.append("\nResources:");
            resources.forEach(resource -> text.append("\n- ").append(resource));
        }
        return text.toString();
    }
}
