package io.tollgate.sale.receipt;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tollgate.x402.protocol.WireJson;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/**
 * Checks a receipt offline: who signed it, and that what stands around the signature says nothing else
 * than what was signed. Takes the document of {@code GET /receipts/…}, the value of a {@code PAYMENT-RESPONSE} header, or
 * the bare JWS.
 */
public final class ReceiptVerifier {
    private static final Pattern JWS = Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+");
    private static final List<String> NEEDED =
            List.of("version", "network", "resourceUrl", "payer", "issuedAt", "transaction");
    private static final int MAX_LENGTH = 262_144;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** What was found. */
    public sealed interface Finding {
        /**
         * The signature is right.
         *
         * @param statement what was signed
         * @param issuer    who says so of itself, a {@code did:web}
         * @param keyId     of the key that signed
         * @param trusted   true when the caller supplied the key, false when it came with the receipt: then anyone
         *                  can have made both
         */
        record Right(JsonNode statement, String issuer, String keyId, boolean trusted) implements Finding {}

        /** It is a receipt, and its content is wrong or it is another buyer's. */
        record Wrong(String why) implements Finding {}

        /** It cannot be checked: no receipt, or no key. */
        record Unreadable(String why) implements Finding {}
    }

    /** @param keys a JSON web key or a set of them; empty to take those that the receipt brings */
    public Finding check(String text, Optional<String> keys) {
        String receipt = text.strip();
        if (receipt.length() > MAX_LENGTH) {
            return new Finding.Unreadable("it is too long for a receipt");
        }
        JsonNode document = document(receipt);
        String jws = JWS.matcher(receipt).matches() ? receipt : signature(document);
        if (jws.isEmpty()) {
            return new Finding.Unreadable("there is no signed receipt in it");
        }
        Optional<String> brought =
                Optional.of(document.path("jwks")).filter(JsonNode::isObject).map(JsonNode::toString);
        Optional<String> used = keys.or(() -> brought);
        if (used.isEmpty()) {
            return new Finding.Unreadable("it brings no key; name a file with the issuer's keys");
        }
        try {
            return verified(jws, set(used.get()), document, keys.isPresent());
        } catch (JoseException e) {
            return new Finding.Unreadable("the keys or the signature are malformed");
        }
    }

    private static JsonNode document(String text) {
        try {
            JsonNode bare = JSON.readTree(text);
            return bare.isObject() ? bare : JSON.missingNode();
        } catch (JsonProcessingException e) {
            return WireJson.decode(text).orElse(JSON.missingNode());
        }
    }

    private static String signature(JsonNode document) {
        JsonNode inHeader =
                document.path("extensions").path("offer-receipt").path("info").path("receipt");
        JsonNode receipt = inHeader.isMissingNode() ? document.path("receipt") : inHeader;
        String jws = receipt.path("signature").asText();
        return receipt.path("format").asText().equals("jws") && JWS.matcher(jws).matches() ? jws : "";
    }

    private static List<JsonWebKey> set(String keys) throws JoseException {
        return keys.contains("\"keys\"")
                ? new JsonWebKeySet(keys).getJsonWebKeys()
                : List.of(JsonWebKey.Factory.newJwk(keys));
    }

    private static Finding verified(String text, List<JsonWebKey> keys, JsonNode document, boolean trusted)
            throws JoseException {
        JsonWebSignature jws = new JsonWebSignature();
        jws.setAlgorithmConstraints(new AlgorithmConstraints(ConstraintType.PERMIT, AlgorithmIdentifiers.EDDSA));
        jws.setCompactSerialization(text);
        String kid = Optional.ofNullable(jws.getKeyIdHeaderValue()).orElse("");
        String keyId = kid.substring(kid.indexOf('#') + 1);
        Optional<JsonWebKey> key = keys.stream()
                .filter(one -> keyId.equals(one.calculateBase64urlEncodedThumbprint("SHA-256")))
                .findFirst();
        if (key.isEmpty()) {
            return new Finding.Wrong("it was not signed with a key of these");
        }
        jws.setKey(key.get().getKey());
        if (!AlgorithmIdentifiers.EDDSA.equals(jws.getAlgorithmHeaderValue()) || !jws.verifySignature()) {
            return new Finding.Wrong("the signature is not right: the receipt was changed");
        }
        return stated(jws.getPayload(), document)
                .<Finding>map(Finding.Wrong::new)
                .orElseGet(() -> new Finding.Right(
                        document(payload(jws)),
                        kid.contains("#") ? kid.substring(0, kid.indexOf('#')) : "",
                        keyId,
                        trusted));
    }

    private static String payload(JsonWebSignature verified) {
        try {
            return verified.getPayload();
        } catch (JoseException e) {
            throw new IllegalStateException("it was verified before", e);
        }
    }

    /** What is the matter with what was signed, or with what stands around it. */
    private static Optional<String> stated(String payload, JsonNode document) {
        JsonNode statement = document(payload);
        if (!NEEDED.stream().allMatch(statement::hasNonNull)
                || statement.path("version").asInt() != 1) {
            return Optional.of("what was signed is no receipt of version 1");
        }
        if (document.has("statement") && !document.get("statement").equals(statement)
                || document.has("id") && !document.get("id").equals(statement.path("receiptId"))
                || document.has("transaction") && !document.get("transaction").equals(statement.path("transaction"))
                || document.has("payer") && !document.get("payer").equals(statement.path("payer"))
                || document.has("paidAt")
                        && seconds(document.get("paidAt").asText())
                                != statement.path("issuedAt").asLong()) {
            return Optional.of("it says something else than what was signed");
        }
        return Optional.empty();
    }

    private static long seconds(String time) {
        try {
            return Instant.parse(time).getEpochSecond();
        } catch (DateTimeException e) {
            return -1;
        }
    }
}
