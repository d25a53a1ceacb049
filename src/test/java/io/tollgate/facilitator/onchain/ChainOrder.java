package io.tollgate.facilitator.onchain;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tollgate.interop.Anvil;
import io.tollgate.x402.evm.Wallet;
import io.tollgate.x402.money.Address;
import io.tollgate.x402.money.Asset;
import io.tollgate.x402.money.AtomicAmount;
import io.tollgate.x402.money.Authorization;
import io.tollgate.x402.money.Bytes32;
import io.tollgate.x402.money.UnixTime;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.function.UnaryOperator;

/** A call of /verify or /settle for a payment on anvil: honest until a test changes a field, and signed when written. */
final class ChainOrder {
    static final Address SELLER = Address.parse("0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC");

    final Wallet key;
    int version = 2;
    Address from;
    Address to = SELLER;
    Address payTo = SELLER;
    String value = "10000";
    long validAfter = 0;
    long validBefore = Instant.now().getEpochSecond() + 300;
    Bytes32 nonce = nonce();
    Asset signedFor = Anvil.NETWORK.usdc();
    String domainName = signedFor.domainName();
    UnaryOperator<String> writing = signature -> signature;

    ChainOrder(Wallet key) {
        this.key = key;
        this.from = key.address();
    }

    private static Bytes32 nonce() {
        byte[] nonce = new byte[32];
        new SecureRandom().nextBytes(nonce);
        return Bytes32.of(nonce);
    }

    ChainOrder v1() {
        version = 1;
        return this;
    }

    Authorization authorization() {
        return new Authorization(
                from,
                to,
                AtomicAmount.parse(value),
                UnixTime.parse(Long.toString(validAfter)),
                UnixTime.parse(Long.toString(validBefore)),
                nonce);
    }

    String signature() {
        return writing.apply(key.sign(signedFor, authorization()));
    }

    ObjectNode json() {
        String network = version == 1 ? "base-sepolia" : "eip155:84532";
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("x402Version", version);
        ObjectNode payment = json.putObject("paymentPayload").put("x402Version", version);
        ObjectNode chosen = version == 1 ? payment : payment.putObject("accepted");
        chosen.put("scheme", "exact").put("network", network);
        ObjectNode payload = payment.putObject("payload").put("signature", signature());
        payload.putObject("authorization")
                .put("from", from.toString())
                .put("to", to.toString())
                .put("value", value)
                .put("validAfter", Long.toString(validAfter))
                .put("validBefore", Long.toString(validBefore))
                .put("nonce", nonce.hex());
        ObjectNode terms = json.putObject("paymentRequirements");
        terms.put("scheme", "exact").put("network", network);
        terms.put(version == 1 ? "maxAmountRequired" : "amount", "10000");
        terms.put("payTo", payTo.toString()).put("maxTimeoutSeconds", 300);
        terms.put("asset", Anvil.NETWORK.usdc().address().toString());
        terms.putObject("extra").put("name", domainName).put("version", "2");
        return json;
    }
}
