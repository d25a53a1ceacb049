package io.tollgate.sale.receipt;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tollgate.sealing.GatewayKeys;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/**
 * The keys that sign offers and receipts, shared by all instances: the newest signs, the older ones stay published, so
 * that every receipt ever given can be checked. A key that another instance made is seen within a minute.
 */
public final class SigningKeys {
    private static final String NAMES = "receipts-";
    private static final Duration FRESH = Duration.ofMinutes(1);

    private final GatewayKeys gatewayKeys;
    private final URI publicUrl;
    private final Clock clock;
    private final SecureRandom random;
    private volatile Known known;

    public SigningKeys(GatewayKeys gatewayKeys, URI publicUrl, Clock clock, SecureRandom random) {
        this.gatewayKeys = requireNonNull(gatewayKeys, "gatewayKeys must not be null");
        this.publicUrl = requireNonNull(publicUrl, "publicUrl must not be null");
        this.clock = requireNonNull(clock, "clock must not be null");
        this.random = requireNonNull(random, "random must not be null");
    }

    private record Known(List<SigningKey> keys, Instant at) {
        SigningKey newest() {
            return keys.get(keys.size() - 1);
        }
    }

    /** Signs from now on with a key of its own; what the older keys signed stays good. Returns the new key's id. */
    public String rotate() {
        gatewayKeys.storeIfAbsent(name(gatewayKeys.findByPrefix(NAMES).size() + 1), SigningKey.fresh(random));
        known = null;
        return known().newest().id();
    }

    private static String name(int number) {
        return NAMES + String.format("%06d", number);
    }

    private Known known() {
        Known now = known;
        if (now == null || clock.instant().isAfter(now.at().plus(FRESH))) {
            now = new Known(read(), clock.instant());
            known = now;
        }
        return now;
    }

    private List<SigningKey> read() {
        List<byte[]> kept = new ArrayList<>(gatewayKeys.findByPrefix(NAMES).values());
        if (kept.isEmpty()) {
            gatewayKeys.storeIfAbsent(name(1), SigningKey.fresh(random));
            kept.addAll(gatewayKeys.findByPrefix(NAMES).values());
        }
        return kept.stream().map(SigningKey::of).toList();
    }

    /** A compact JWS with EdDSA; its {@code kid} is a did:web of our host, which leads to {@link #didDocument}. */
    String sign(String payload) {
        SigningKey key = known().newest();
        JsonWebSignature jws = new JsonWebSignature();
        jws.setAlgorithmHeaderValue(AlgorithmIdentifiers.EDDSA);
        jws.setKeyIdHeaderValue(did() + '#' + key.id());
        jws.setPayload(payload);
        jws.setKey(key.secret());
        try {
            return jws.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException("the receipt key cannot sign", e);
        }
    }

    /** Who we are: {@code did:web:} and the host, its port percent-encoded. */
    String did() {
        return "did:web:" + URLEncoder.encode(publicUrl.getAuthority(), StandardCharsets.UTF_8);
    }

    /** Every public key, newest first, as RFC 7517 writes a set. */
    ObjectNode jwks() {
        ObjectNode set = JsonNodeFactory.instance.objectNode();
        ArrayNode keys = set.putArray("keys");
        known().keys().reversed().forEach(key -> keys.add(json(key)));
        return set;
    }

    /** The same keys as the document that {@code did:web} resolvers fetch. */
    ObjectNode didDocument() {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.putArray("@context").add("https://www.w3.org/ns/did/v1");
        document.put("id", did());
        ArrayNode methods = document.putArray("verificationMethod");
        ArrayNode assertions = document.putArray("assertionMethod");
        known().keys().reversed().forEach(key -> {
            String id = did() + '#' + key.id();
            ObjectNode method = methods.addObject();
            method.put("id", id).put("type", "JsonWebKey2020").put("controller", did());
            method.set("publicKeyJwk", json(key));
            assertions.add(id);
        });
        return document;
    }

    private static ObjectNode json(SigningKey key) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        key.open().toParams(OutputControlLevel.PUBLIC_ONLY).forEach((name, value) -> json.put(name, value.toString()));
        return json;
    }
}
