package io.tollgate.sale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tollgate.TestGateway;
import io.tollgate.TestPayer;
import io.tollgate.upload.DataFolderInspector;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** R31: what is no longer sold looks like an unknown file, except to its buyers. */
class EndedSaleTest {
    private static final byte[] CONTENT = "bytes that were for sale".getBytes(StandardCharsets.UTF_8);

    private static TestGateway gateway;
    private static DataFolderInspector inspector;
    private TestGateway.Sold sold;
    private TestPayer payer;
    private HttpResponse<byte[]> challenge;

    @BeforeAll
    static void start() {
        // the end of the sale is written past the gateway, which would show the price for another moment
        gateway = TestGateway.start(Map.of("TOLLGATE_ITEM_CACHE", "0s"));
        inspector = new DataFolderInspector(gateway);
    }

    @AfterAll
    static void stop() {
        inspector.close();
        gateway.close();
    }

    @BeforeEach
    void anItemAndABuyer() {
        sold = gateway.upload((System.nanoTime() + " " + new String(CONTENT)).getBytes(), TestGateway.PRICE);
        payer = new TestPayer(gateway.buyer());
        challenge = gateway.get(sold.downloadUrl());
    }

    private void assertUnknown(HttpResponse<byte[]> answer) {
        HttpResponse<byte[]> never = gateway.get(gateway.url("/download/nothing"));
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).isEqualTo(never.body());
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.headers().firstValue("PAYMENT-REQUIRED")).isEmpty();
        assertThat(gateway.account(payer.address()).path("transfers").asInt()).isLessThan(2);
    }

    @Test
    void r31AnEndedSaleIsUnknownWithoutAPaymentAndWithAGoodOne() {
        inspector.endSale(sold.blobId());

        assertUnknown(gateway.get(sold.downloadUrl()));
        assertUnknown(gateway.get(sold.downloadUrl(), "PAYMENT-SIGNATURE", TestPayer.encode(payer.v2(challenge))));
    }

    @Test
    void r31AnEndedSaleIsUnknownToABadSignature() {
        ObjectNode payment = payer.v2(challenge);
        ((ObjectNode) payment.path("payload")).put("signature", "0x" + "11".repeat(65));
        inspector.endSale(sold.blobId());

        assertUnknown(gateway.get(sold.downloadUrl(), "PAYMENT-SIGNATURE", TestPayer.encode(payment)));
    }

    @Test
    void r31AnEndedSaleIsUnknownToAPaymentThatIsUsedUp() {
        String payment = TestPayer.encode(payer.v1(challenge));
        assertThat(gateway.get(sold.downloadUrl(), "X-PAYMENT", payment).statusCode())
                .isEqualTo(200);
        inspector.endSale(sold.blobId());
        // that the delivery was complete is written down just after the client has the last byte
        await().until(() ->
                gateway.get(sold.downloadUrl(), "X-PAYMENT", payment).statusCode() != 200);

        assertUnknown(gateway.get(sold.downloadUrl(), "X-PAYMENT", payment));
    }

    @Test
    void whoeverHasPaidIsServedAfterTheSaleHasEnded() {
        String payment = TestPayer.encode(payer.v2(challenge));
        HttpResponse<byte[]> bought = gateway.get(sold.downloadUrl(), "PAYMENT-SIGNATURE", payment);
        inspector.endSale(sold.blobId());

        HttpResponse<byte[]> again = gateway.get(sold.downloadUrl(), "PAYMENT-SIGNATURE", payment);

        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(bought.body());
    }
}
