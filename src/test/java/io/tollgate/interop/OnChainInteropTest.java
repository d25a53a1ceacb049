package io.tollgate.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.app.FacilitatorServer;
import io.tollgate.facilitator.onchain.OnChain;
import io.tollgate.settings.Settings;
import io.tollgate.settings.SettingsLoader;
import io.tollgate.x402.evm.Wallet;
import io.tollgate.x402.money.Address;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Buyer, seller and facilitator from different houses, with money that moves on a chain: our gateway over the official
 * facilitator, official servers over ours, and ours over ours. The buyers are the official clients throughout.
 */
@Tag("full")
class OnChainInteropTest {
    private static final Logger LOG = LoggerFactory.getLogger(OnChainInteropTest.class);
    private static final OnChain.Times QUICK =
            new OnChain.Times(Duration.ofSeconds(60), Duration.ofMillis(50), Duration.ofSeconds(20));
    private static final BigInteger ETHER = BigInteger.TEN.pow(18);
    private static final long FUNDS = 1_000_000;

    /** 0.01 USDC in atomic units. */
    private static final long PRICE = 10_000;

    @TempDir
    private static Path folder;

    private static InteropPackages packages;
    private static Anvil anvil;
    private static final Address GATEWAYS_SELLER = Anvil.newWallet().address();
    private static final Address OFFICIAL_SELLER = Anvil.newWallet().address();
    private static FacilitatorServer ours;
    private static InteropPackages.Server official;
    private static InteropPackages.Server officialServers;
    private static ServedGateway overOfficial;
    private static ServedGateway overOurs;

    @BeforeAll
    static void start() throws Exception {
        packages = InteropPackages.install();
        anvil = Anvil.start(packages);
        Wallet officialGas = Anvil.newWallet();
        anvil.giveGas(officialGas.address(), ETHER);
        official = packages.serve(
                Map.of("RPC_URL", anvil.url().toString(), "GAS_KEY", officialGas.reveal()), "facilitator.mjs");
        Wallet ourGas = Anvil.newWallet();
        anvil.giveGas(ourGas.address(), ETHER);
        Settings settings = new SettingsLoader(
                        Map.of(
                                "PORT", "0",
                                "RPC_URL", anvil.url().toString(),
                                "FACILITATOR_GAS_KEY", ourGas.reveal()),
                        folder)
                .loadFacilitator(Map.of());
        ours = FacilitatorServer.start(settings, QUICK);
        officialServers = packages.serve(
                Map.of("FACILITATOR_URL", url(ours.port()), "PAY_TO", OFFICIAL_SELLER.toString()), "servers.mjs");
        overOfficial = gateway("over-official", official.port());
        overOurs = gateway("over-ours", ours.port());
    }

    @AfterAll
    static void stop() {
        close(overOfficial);
        close(overOurs);
        close(officialServers);
        close(official);
        close(ours);
        close(anvil);
    }

    private static void close(AutoCloseable one) {
        try {
            if (one != null) {
                one.close();
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static ServedGateway gateway(String name, int facilitator) throws Exception {
        return ServedGateway.start(
                Files.createDirectory(folder.resolve(name)), url(facilitator), anvil.url(), GATEWAYS_SELLER.toString());
    }

    private static String url(int port) {
        return "http://127.0.0.1:" + port;
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"x402-fetch", "x402-axios", "@x402/fetch", "@x402/axios"})
    void ourGatewaySellsThroughTheOfficialFacilitator(String client) throws Exception {
        byte[] file = bytes(client);

        byte[] bought = buy(client, overOfficial.sell(file), GATEWAYS_SELLER);

        assertThat(bought).isEqualTo(file);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"x402-fetch", "x402-axios", "@x402/fetch", "@x402/axios"})
    void ourGatewaySellsThroughOurOwnFacilitatorOnAChain(String client) throws Exception {
        byte[] file = bytes(client);
        long sent = anvil.transactions(ours.account());

        byte[] bought = buy(client, overOurs.sell(file), GATEWAYS_SELLER);

        assertThat(bought).isEqualTo(file);
        assertThat(anvil.transactions(ours.account())).isEqualTo(sent + 1);
    }

    /** An official server serves the clients of its own version of the protocol only. */
    @ParameterizedTest(name = "{0} at {1}")
    @CsvSource({
        "x402-fetch,  /v1",
        "x402-axios,  /v1",
        "@x402/fetch, /v2",
        "@x402/axios, /v2",
    })
    void officialServersSellThroughOurFacilitator(String client, String path) throws Exception {
        long sent = anvil.transactions(ours.account());

        byte[] bought = buy(client, url(officialServers.port()) + path, OFFICIAL_SELLER);

        assertThat(bought).hasSize(64);
        assertThat(anvil.transactions(ours.account())).isEqualTo(sent + 1);
    }

    /** Buys with a fresh wallet and sees to it that the money went from there to the seller, once, in that transaction. */
    private static byte[] buy(String client, String url, Address seller) throws Exception {
        Wallet buyer = Anvil.newWallet();
        anvil.mint(buyer.address(), FUNDS);
        long before = anvil.balance(seller);
        Path bought = Files.createTempFile(folder, "bought", ".bin");

        OfficialClients.Purchase purchase = OfficialClients.of(packages).buy(client, url, buyer.reveal(), bought);

        LOG.info("{}", purchase.line());
        assertThat(purchase.exit()).as(purchase.line().toString()).isZero();
        assertThat(anvil.balance(buyer.address())).isEqualTo(FUNDS - PRICE);
        assertThat(anvil.balance(seller)).isEqualTo(before + PRICE);
        String transaction = purchase.line().path("receipt").path("transaction").textValue();
        assertThat(anvil.rpc("eth_getTransactionReceipt", transaction)
                        .path("status")
                        .textValue())
                .isEqualTo("0x1");
        return Files.readAllBytes(bought);
    }

    private static byte[] bytes(String seed) {
        byte[] bytes = new byte[100_000];
        new Random(seed.hashCode()).nextBytes(bytes);
        return bytes;
    }
}
