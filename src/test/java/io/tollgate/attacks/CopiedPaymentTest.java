package io.tollgate.attacks;

import static io.tollgate.attacks.PaidBuyer.CONTENT;
import static io.tollgate.attacks.PaidBuyer.TOKEN;
import static io.tollgate.attacks.PaidBuyer.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tollgate.MovableClock;
import io.tollgate.TestGateway;
import io.tollgate.TestPayer;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** R41: a settlement publishes the payment, so any reader of the chain can copy it. */
class CopiedPaymentTest {
    private static final String USED = "payment_already_used";

    private final MovableClock clock = new MovableClock(Instant.now());
    private TestGateway gateway;
    private TestGateway.Sold sold;
    private TestPayer payer;

    @BeforeEach
    void start() {
        gateway = TestGateway.start(Map.of(), clock);
        sold = gateway.upload(CONTENT, TestGateway.PRICE);
        payer = new TestPayer(gateway.buyer());
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    private HttpResponse<byte[]> pay(ObjectNode payment) {
        String header = payment.path("x402Version").asInt() == 1 ? "X-PAYMENT" : "PAYMENT-SIGNATURE";
        return gateway.get(sold.downloadUrl(), header, TestPayer.encode(payment));
    }

    @Test
    void r41APaymentRebuiltFromTheChainIsRefused() {
        ObjectNode sent = payer.v2(gateway.get(sold.downloadUrl()));
        pay(sent);
        ObjectNode newQuote = payer.v2(gateway.get(sold.downloadUrl()));
        newQuote.set("payload", sent.get("payload"));
        ObjectNode noQuote = sent.deepCopy();
        ((ObjectNode) noQuote.path("accepted").path("extra")).remove("quote");
        ObjectNode v1 = payer.v1(gateway.get(sold.downloadUrl()));
        v1.set("payload", sent.get("payload"));

        for (ObjectNode rebuilt : List.of(newQuote, noQuote, v1)) {
            assertRefused(pay(rebuilt), USED);
        }
        assertThat(pay(sent).body()).isEqualTo(CONTENT);
    }

    @Test
    void r41ThePaymentItselfIsRefusedAfterTheShortWindow() {
        ObjectNode sent = payer.v2(gateway.get(sold.downloadUrl()));
        pay(sent);

        clock.advance(Duration.ofMinutes(10));

        assertRefused(pay(sent), USED);
    }

    @Test
    void r41AV1PaymentIsValidUntilTheFirstCompleteDeliveryOnly() {
        ObjectNode sent = payer.v1(gateway.get(sold.downloadUrl()));
        HttpResponse<byte[]> sale = pay(sent);

        HttpResponse<byte[]> again = pay(sent);
        HttpResponse<byte[]> withToken = gateway.get(
                sold.downloadUrl(), TOKEN, sale.headers().firstValue(TOKEN).orElseThrow());

        assertRefused(again, USED);
        assertThat(withToken.body()).isEqualTo(CONTENT);
    }
}
