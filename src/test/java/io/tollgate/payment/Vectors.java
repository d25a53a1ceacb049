package io.tollgate.payment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tollgate.money.Address;
import io.tollgate.money.AtomicAmount;
import io.tollgate.money.Authorization;
import io.tollgate.money.Bytes32;
import io.tollgate.money.Network;
import io.tollgate.money.Networks;
import io.tollgate.money.UnixTime;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** What official packages produced: payments, digests, signatures and headers (x402-vectors.json). */
public final class Vectors {
    private static final JsonNode ALL = read();

    /** A: v2 on Base Sepolia. B: v1 on Base, whose coin has another domain name. */
    public enum Payment {
        A("A_v2_base_sepolia", "base-sepolia"),
        B("B_v1_base", "base");

        private final String key;
        private final String network;

        Payment(String key, String network) {
            this.key = key;
            this.network = network;
        }

        public String text(String field) {
            return ALL.path(key).path(field).textValue();
        }

        public JsonNode json() {
            return ALL.path(key).path("payload").deepCopy();
        }

        public Network network() {
            return new Networks().find(network).orElseThrow();
        }

        public Authorization authorization() {
            JsonNode fields = ALL.path(key).path("authorization");
            return new Authorization(
                    Address.parse(fields.path("from").asText()),
                    Address.parse(fields.path("to").asText()),
                    AtomicAmount.parse(fields.path("value").asText()),
                    UnixTime.parse(fields.path("validAfter").asText()),
                    UnixTime.parse(fields.path("validBefore").asText()),
                    new Bytes32(fields.path("nonce").asText()));
        }
    }

    private Vectors() {}

    public static String privateKey() {
        return ALL.path("privateKey").textValue();
    }

    public static String address() {
        return ALL.path("address").textValue();
    }

    /** E: headers of a server, and the objects in them. */
    static JsonNode headers() {
        return ALL.path("E_headers");
    }

    private static JsonNode read() {
        try (InputStream json = Vectors.class.getResourceAsStream("/x402-vectors.json")) {
            return new JsonMapper().readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
