package io.tollgate.x402.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tollgate.x402.money.Address;
import io.tollgate.x402.money.Asset;
import io.tollgate.x402.money.AtomicAmount;
import io.tollgate.x402.money.Authorization;
import io.tollgate.x402.money.Bytes32;
import io.tollgate.x402.money.Networks;
import io.tollgate.x402.money.UnixTime;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** What the official packages made of known payments: bytes to compare ours with. */
public final class Vectors {
    public static final JsonMapper JSON = new JsonMapper();
    public static final JsonNode ALL = read();

    /** A v2 payment on Base Sepolia and a v1 payment on Base. */
    public enum Payment {
        A_v2_base_sepolia("base-sepolia"),
        B_v1_base("base");

        private final String network;

        Payment(String network) {
            this.network = network;
        }

        public JsonNode json() {
            return ALL.path(name());
        }

        public String text(String field) {
            return json().path(field).textValue();
        }

        public Asset asset() {
            return new Networks().find(network).orElseThrow().usdc();
        }

        public Authorization authorization() {
            JsonNode fields = json().path("authorization");
            return new Authorization(
                    Address.parse(fields.path("from").textValue()),
                    Address.parse(fields.path("to").textValue()),
                    AtomicAmount.parse(fields.path("value").textValue()),
                    UnixTime.parse(fields.path("validAfter").textValue()),
                    UnixTime.parse(fields.path("validBefore").textValue()),
                    new Bytes32(fields.path("nonce").textValue()));
        }
    }

    private Vectors() {}

    private static JsonNode read() {
        try (InputStream file = Vectors.class.getResourceAsStream("/x402-vectors.json")) {
            return JSON.readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
