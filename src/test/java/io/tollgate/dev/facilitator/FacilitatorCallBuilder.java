package io.tollgate.dev.facilitator;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tollgate.MovableClock;
import io.tollgate.facilitator.server.FacilitatorReplies;
import io.tollgate.x402.evm.Wallet;
import io.tollgate.x402.money.Address;
import io.tollgate.x402.money.Asset;
import io.tollgate.x402.money.AtomicAmount;
import io.tollgate.x402.money.Authorization;
import io.tollgate.x402.money.Bytes32;
import io.tollgate.x402.money.Network;
import io.tollgate.x402.money.Networks;
import io.tollgate.x402.money.UnixTime;
import java.math.BigInteger;
import java.security.SecureRandom;

/**
 * Builds calls of /verify or /settle for its own facilitator; the call is valid until a test changes a field. It is
 * signed when it is built, so that a changed field is signed too and does not break the signature.
 */
public final class FacilitatorCallBuilder {
    public static final Network NETWORK = new Networks().find("base-sepolia").orElseThrow();
    public static final Address SELLER = Address.parse("0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC");
    static final Wallet RICH = Wallet.development(1);

    final MovableClock clock = new MovableClock();
    final SimulatedToken token = new SimulatedToken(NETWORK.usdc(), clock, new SecureRandom());
    public final EmbeddedFacilitator facilitator = new EmbeddedFacilitator(NETWORK, token, clock);
    final int version;

    Wallet payer = RICH;
    Address to = SELLER;
    String value = "10000";
    long validAfter = clock.instant().getEpochSecond() - 600;
    long validBefore = clock.instant().getEpochSecond() + 60;
    Bytes32 nonce = new Bytes32("0x" + "ab".repeat(32));
    int innerVersion;
    String scheme = "exact";
    String network;
    String requiredScheme = "exact";
    String requiredNetwork;
    String asset = NETWORK.usdc().address().toString();
    String name = NETWORK.usdc().domainName();
    String domainVersion = NETWORK.usdc().domainVersion();
    boolean forgeSignature;

    public FacilitatorCallBuilder(int version) {
        this.version = version;
        this.innerVersion = version;
        this.network = version == 1 ? "base-sepolia" : "eip155:84532";
        this.requiredNetwork = network;
    }

    FacilitatorReplies.Answer verify() {
        return facilitator.verify(json());
    }

    FacilitatorReplies.Answer settle() {
        return facilitator.settle(json());
    }

    Authorization authorization() {
        return new Authorization(
                payer.address(),
                to,
                AtomicAmount.parse(value),
                UnixTime.parse(Long.toString(validAfter)),
                UnixTime.parse(Long.toString(validBefore)),
                nonce);
    }

    /** Uses the nonce for another payment of one atomic unit. */
    void useNonce() {
        AtomicAmount one = new AtomicAmount(BigInteger.ONE);
        token.mint(payer.address(), one);
        token.transferWithAuthorization(new Authorization(
                payer.address(), SELLER, one, UnixTime.parse("0"), UnixTime.parse("99999999999"), nonce));
    }

    public ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("x402Version", innerVersion);
        ObjectNode payment = json.putObject("paymentPayload").put("x402Version", innerVersion);
        ObjectNode chosen = version == 1 ? payment : payment.putObject("accepted");
        chosen.put("scheme", scheme).put("network", network);
        payment.set("payload", payload());
        json.set("paymentRequirements", requirements());
        return json;
    }

    private ObjectNode requirements() {
        ObjectNode terms = JsonNodeFactory.instance.objectNode();
        terms.put("scheme", requiredScheme).put("network", requiredNetwork);
        terms.put(version == 1 ? "maxAmountRequired" : "amount", "10000");
        terms.put("payTo", SELLER.toString()).put("maxTimeoutSeconds", 60).put("asset", asset);
        terms.putObject("extra").put("name", name).put("version", domainVersion);
        return terms;
    }

    private ObjectNode payload() {
        Authorization authorization = authorization();
        Asset signedFor = new Asset(
                NETWORK.chain(), Address.parse(asset), "USDC", name == null ? "USDC" : name, domainVersion, 6);
        String signature = payer.sign(signedFor, authorization);
        ObjectNode payload = JsonNodeFactory.instance.objectNode();
        payload.put("signature", forgeSignature ? signature.replaceFirst("0x..", "0x01") : signature);
        payload.putObject("authorization")
                .put("from", authorization.from().toString())
                .put("to", authorization.to().toString())
                .put("value", value)
                .put("validAfter", Long.toString(validAfter))
                .put("validBefore", Long.toString(validBefore))
                .put("nonce", nonce.toString());
        return payload;
    }
}
