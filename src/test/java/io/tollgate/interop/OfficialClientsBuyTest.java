package io.tollgate.interop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tollgate.TestGateway;
import io.tollgate.x402.evm.Wallet;
import io.tollgate.x402.money.Address;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The official x402 clients, of versions 1 and 2, buy here without special code. */
class OfficialClientsBuyTest {
    private static final Logger LOG = LoggerFactory.getLogger(OfficialClientsBuyTest.class);

    /** 0.01 USDC in atomic units. */
    private static final long PRICE = 10_000;

    private static OfficialClients clients;
    private static TestGateway gateway;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() throws Exception {
        clients = OfficialClients.install();
        gateway = TestGateway.start();
    }

    @AfterAll
    static void stop() {
        if (gateway != null) {
            gateway.close();
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "x402-fetch,  X-PAYMENT-RESPONSE, base-sepolia",
        "x402-axios,  X-PAYMENT-RESPONSE, base-sepolia",
        "@x402/fetch, PAYMENT-RESPONSE,   eip155:84532",
        "@x402/axios, PAYMENT-RESPONSE,   eip155:84532",
    })
    void anOfficialClientBuysAFileAndPaysForItOnce(String client, String receiptHeader, String network)
            throws IOException, InterruptedException {
        byte[] file = bytes(300_000, client.hashCode());
        TestGateway.Sold item = gateway.upload(file, TestGateway.PRICE);
        Address seller = Address.parse(item.answer().get("payTo").textValue());
        String key = newKey();
        Address buyer = new Wallet(key).address();
        gateway.fund(buyer);
        long buyerBefore = gateway.balance(buyer);
        long sellerBefore = gateway.balance(seller);
        Path bought = folder.resolve("bought");

        OfficialClients.Purchase purchase =
                clients.buy(client, item.downloadUrl().toString(), key, bought);

        assertThat(purchase.exit()).as(purchase.line().toString()).isZero();
        assertThat(Files.readAllBytes(bought)).isEqualTo(file);
        long buyerAfter = gateway.balance(buyer);
        long sellerAfter = gateway.balance(seller);
        LOG.info(
                "{}: buyer {} -> {}, seller {} -> {}; {}",
                client,
                buyerBefore,
                buyerAfter,
                sellerBefore,
                sellerAfter,
                purchase.line());
        assertThat(buyerAfter).isEqualTo(buyerBefore - PRICE);
        assertThat(sellerAfter).isEqualTo(sellerBefore + PRICE);
        JsonNode receipt = purchase.line().get("receipt");
        assertThat(receipt.get("header").textValue()).isEqualTo(receiptHeader);
        assertThat(receipt.get("success").booleanValue()).isTrue();
        assertThat(receipt.get("network").textValue()).isEqualTo(network);
        assertThat(Address.parse(receipt.get("payer").textValue())).isEqualTo(buyer);
        assertThat(receipt.get("transaction").textValue()).matches("0x[0-9a-f]{64}");
    }

    private static String newKey() {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        return "0x" + HexFormat.of().formatHex(key);
    }

    private static byte[] bytes(int size, long seed) {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
