package io.tollgate.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tollgate.TestGateway;
import io.tollgate.payer.Seller;
import io.tollgate.x402.evm.Wallet;
import io.tollgate.x402.money.Authorization;
import io.tollgate.x402.money.Bytes32;
import io.tollgate.x402.money.UnixTime;
import io.tollgate.x402.protocol.Offer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A caller without a token or the operator's wallet buys with a wallet of its own, through the call. */
class ClientPaidToolTest {
    private static TestGateway gateway;
    private static McpCaller anonymous;

    @BeforeAll
    static void start() {
        gateway = TestGateway.start(Map.of("MCP_PUBLIC", "true", "MCP_TOKEN", "alice-has-this-token"));
        anonymous = new McpCaller(gateway, null);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void aClientWithAWalletOfItsOwnPaysThroughTheCall() throws Exception {
        byte[] content = "bought by the client".getBytes(StandardCharsets.UTF_8);
        TestGateway.Sold item = gateway.upload(content, TestGateway.PRICE);
        JsonNode asked = anonymous.call("download-file-from-walrus", Map.of("blobId", item.blobId()));
        JsonNode terms = asked.path("structuredContent");

        assertThat(terms.path("resource").path("url").asText()).isEqualTo("mcp://tool/download-file-from-walrus");
        assertThat(asked.path("content").get(0).path("text").asText()).isEqualTo(terms.toString());

        ObjectNode meta = TestGateway.JSON.createObjectNode();
        meta.set("x402/payment", payment(terms, gateway.buyer()));
        JsonNode result = anonymous.call("download-file-from-walrus", Map.of("blobId", item.blobId()), meta);

        assertThat(result.path("structuredContent").path("content").asText()).isEqualTo(new String(content));
        JsonNode receipt = result.path("_meta").path("x402/payment-response");
        assertThat(receipt.path("success").asBoolean()).isTrue();
        assertThat(receipt.path("transaction").asText()).startsWith("0x");
    }

    @Test
    void aPaymentThatDoesNotSettleBringsNoContent() throws Exception {
        TestGateway.Sold item = gateway.upload("never seen".getBytes(StandardCharsets.UTF_8), TestGateway.PRICE);
        JsonNode terms = anonymous
                .call("download-file-from-walrus", Map.of("blobId", item.blobId()))
                .path("structuredContent");
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        Wallet poor = new Wallet(HexFormat.of().formatHex(key));

        ObjectNode meta = TestGateway.JSON.createObjectNode();
        meta.set("x402/payment", payment(terms, poor));
        JsonNode result = anonymous.call("download-file-from-walrus", Map.of("blobId", item.blobId()), meta);

        assertThat(result.path("isError").asBoolean()).isTrue();
        assertThat(result.path("structuredContent").path("accepts")).isNotEmpty();
        assertThat(result.toString()).doesNotContain("never seen");
    }

    private static JsonNode payment(JsonNode terms, Wallet wallet) throws Exception {
        Offer offer = Offer.read(Optional.empty(), terms.toString().getBytes(StandardCharsets.UTF_8))
                .getFirst();
        byte[] nonce = new byte[32];
        new SecureRandom().nextBytes(nonce);
        Authorization authorization = new Authorization(
                wallet.address(),
                offer.payTo(),
                offer.amount(),
                UnixTime.of(Instant.now().minusSeconds(600)),
                UnixTime.of(Instant.now().plusSeconds(300)),
                Bytes32.of(nonce));
        String signature = wallet.sign(Seller.NETWORK.usdc(), authorization);
        return TestGateway.JSON.readTree(Base64.getDecoder().decode(offer.payment(authorization, signature)));
    }
}
