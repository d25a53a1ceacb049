package shop;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.x402.evm.Wallet;
import io.tollgate.x402.money.Asset;
import io.tollgate.x402.money.Authorization;
import io.tollgate.x402.money.Bytes32;
import io.tollgate.x402.money.Networks;
import io.tollgate.x402.money.UnixTime;
import io.tollgate.x402.protocol.Offer;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The Kamelets of the jar in a bare Camel Main. Facilitator and Walrus are those of a development gateway, whose address
 * the environment variable GATEWAY names.
 */
class KameletsTest {
    private static final String GATEWAY = System.getenv("GATEWAY");
    private static final String SELLER = "0x209693Bc6afc0C5328bA36FaF03C514EF312287C";
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final BlockingQueue<String> FETCHED = new LinkedBlockingQueue<>();

    private static Main shop;
    private static String url;

    @BeforeAll
    static void start() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        url = "http://127.0.0.1:" + port;
        shop = new Main();
        shop.setDefaultPropertyPlaceholderLocation("false");
        shop.addInitialProperty("shop.account", SELLER);
        shop.addInitialProperty("shop.facilitator", GATEWAY + "/dev/facilitator");
        shop.addInitialProperty("shop.walrus", GATEWAY + "/dev/walrus");
        shop.configure().setRoutesIncludePattern("file:routes/shop.camel.yaml");
        shop.init();
        VertxPlatformHttpServerConfiguration server = new VertxPlatformHttpServerConfiguration();
        server.setBindHost("127.0.0.1");
        server.setBindPort(port);
        shop.getCamelContext().addService(new VertxPlatformHttpServer(server));
        shop.start();
    }

    @AfterAll
    static void stop() {
        shop.stop();
    }

    private static HttpResponse<String> get(String url, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    private static HttpResponse<String> post(String url, String body) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create(url))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private static long balance(Object account) throws Exception {
        Matcher found = Pattern.compile("\"balance\":\"?(\\d+)")
                .matcher(get(GATEWAY + "/dev/facilitator/balances/" + account).body());
        assertThat(found.find()).isTrue();
        return Long.parseLong(found.group(1));
    }

    private static String random() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** A payment of the first offer, of version 1 or 2. */
    private static String pay(Wallet wallet, Offer offer) {
        Asset usdc = new Networks().find("base-sepolia").orElseThrow().usdc();
        Authorization authorization = new Authorization(
                wallet.address(),
                offer.payTo(),
                offer.amount(),
                UnixTime.of(Instant.now().minusSeconds(60)),
                UnixTime.of(Instant.now().plusSeconds(offer.maxTimeoutSeconds())),
                new Bytes32("0x" + random()));
        return offer.payment(authorization, wallet.sign(usdc, authorization));
    }

    private static Offer offer(HttpResponse<String> challenge, boolean v2) {
        return Offer.read(
                        challenge.headers().firstValue("PAYMENT-REQUIRED").filter(header -> v2),
                        challenge.body().getBytes(StandardCharsets.UTF_8))
                .getFirst();
    }

    @Test
    void aRouteWithAPriceIsPaidForByBothVersions() throws Exception {
        Wallet buyer = new Wallet(random());
        post(GATEWAY + "/dev/faucet", "{\"address\":\"" + buyer.address() + "\"}");

        for (boolean v2 : new boolean[] {true, false}) {
            HttpResponse<String> challenge = get(url + "/joke");
            assertThat(challenge.statusCode()).isEqualTo(402);
            assertThat(challenge.body()).doesNotContain("camel cross").contains("One joke");
            Offer offer = offer(challenge, v2);
            assertThat(offer.amount().units()).isEqualTo(1_000);
            long before = balance(buyer.address());
            String payment = pay(buyer, offer);

            HttpResponse<String> bought = get(url + "/joke", offer.headerName(), payment);

            assertThat(bought.statusCode()).as(bought.body()).isEqualTo(200);
            assertThat(bought.body()).startsWith("Why did the camel");
            assertThat(bought.headers().firstValue(v2 ? "PAYMENT-RESPONSE" : "X-PAYMENT-RESPONSE"))
                    .isPresent();
            assertThat(balance(buyer.address())).isEqualTo(before - 1_000);

            HttpResponse<String> again = get(url + "/joke", offer.headerName(), payment);
            assertThat(again.statusCode()).isEqualTo(402);
            assertThat(again.body()).doesNotContain("camel cross");
            assertThat(balance(buyer.address())).isEqualTo(before - 1_000);
        }
    }

    @Test
    void whatIsNoPaymentBuysNothing() throws Exception {
        Wallet poor = new Wallet(random());
        Offer offer = offer(get(url + "/joke"), true);

        assertThat(get(url + "/joke", "PAYMENT-SIGNATURE", "nonsense").statusCode()).isEqualTo(400);
        HttpResponse<String> withoutMoney = get(url + "/joke", offer.headerName(), pay(poor, offer));
        assertThat(withoutMoney.statusCode()).isEqualTo(402);
        assertThat(withoutMoney.body()).contains("insufficient");
        Wallet buyer = new Wallet(random());
        post(GATEWAY + "/dev/faucet", "{\"address\":\"" + buyer.address() + "\"}");
        String good = pay(buyer, offer);
        String text = new String(Base64.getDecoder().decode(good), StandardCharsets.UTF_8);
        String cheaper = text.replaceFirst("\"value\":\"1000\"", "\"value\":\"1\"");
        assertThat(cheaper).isNotEqualTo(text);
        assertThat(get(
                                url + "/joke",
                                offer.headerName(),
                                Base64.getEncoder().encodeToString(cheaper.getBytes(StandardCharsets.UTF_8)))
                        .statusCode())
                .isEqualTo(402);
    }

    @Test
    void aSettlementWithoutAnswerIsNotASaleAndTheSamePaymentMayComeAgain() throws Exception {
        Wallet buyer = new Wallet(random());
        post(GATEWAY + "/dev/faucet", "{\"address\":\"" + buyer.address() + "\"}");
        Offer offer = offer(get(url + "/joke"), true);
        String payment = pay(buyer, offer);
        post(GATEWAY + "/dev/facilitator/faults", "{\"call\":\"settle\",\"kind\":\"garbage\",\"times\":1}");

        HttpResponse<String> open = get(url + "/joke", offer.headerName(), payment);

        assertThat(open.statusCode()).as(open.body()).isEqualTo(503);
        assertThat(open.body()).contains("settlement_unknown").doesNotContain("camel cross");
        assertThat(get(url + "/joke", offer.headerName(), payment).statusCode()).isEqualTo(200);
    }

    @Test
    void whatIsStoredOnWalrusComesBack() throws Exception {
        String content = "kept " + random();
        HttpResponse<String> kept = post(url + "/keep", content);
        assertThat(kept.statusCode()).as(kept.body()).isEqualTo(200);
        assertThat(kept.body()).matches("[A-Za-z0-9_-]{43}");

        shop.getCamelContext().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                fromF(
                                "kamelet:walrus-source?aggregatorUrl=%s&blobId=%s&period=200",
                                GATEWAY + "/dev/walrus", kept.body())
                        .process(exchange -> FETCHED.add(exchange.getMessage().getBody(String.class)));
            }
        });

        assertThat(FETCHED.poll(20, TimeUnit.SECONDS)).isEqualTo(content);
        assertThat(FETCHED.poll(1, TimeUnit.SECONDS)).isNull();
    }

    @Test
    void aPublisherThatRefusesMakesTheExchangeFail() throws Exception {
        post(GATEWAY + "/dev/walrus/faults", "{\"store\":{\"html\":true}}");
        try {
            assertThat(post(url + "/keep", "not kept").statusCode()).isEqualTo(500);
        } finally {
            post(GATEWAY + "/dev/walrus/faults", "{}");
        }
    }
}
