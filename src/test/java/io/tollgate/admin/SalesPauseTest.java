package io.tollgate.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.RawHttp;
import io.tollgate.TestGateway;
import io.tollgate.TestPayer;
import io.tollgate.x402.evm.Wallet;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Paused sales: no buyer is charged, paid files are still delivered, and no payment is lost. */
class SalesPauseTest {
    private static TestGateway gateway;
    private static ManagementClient operator;
    private static TestGateway.Sold sold;

    @BeforeAll
    static void start() throws Exception {
        gateway = TestGateway.start();
        operator = ManagementClient.of(gateway.folder(), Duration.ofSeconds(10));
        sold = gateway.upload(new byte[1000], TestGateway.PRICE);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @AfterEach
    void resume() throws Exception {
        operator.post("/observe/sales/resume", new byte[0]);
    }

    private static void pause() throws Exception {
        assertThat(new String(operator.post("/observe/sales/pause", new byte[0]).body()))
                .contains("\"paused\"");
    }

    @Test
    void whilePausedNothingIsOfferedAndNothingIsCharged() throws Exception {
        Wallet buyer = gateway.buyer();
        long money = gateway.balance(buyer.address());
        String payment = TestPayer.encode(new TestPayer(buyer).v2(gateway.get(sold.downloadUrl())));
        pause();

        HttpResponse<byte[]> asked = gateway.get(sold.downloadUrl());
        HttpResponse<byte[]> paid = gateway.get(sold.downloadUrl(), "PAYMENT-SIGNATURE", payment);

        for (HttpResponse<byte[]> answer : List.of(asked, paid)) {
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(TestGateway.json(answer).path("code").asText()).isEqualTo("sales_paused");
            assertThat(answer.headers().firstValueAsLong("Retry-After")).isPresent();
        }
        assertThat(gateway.balance(buyer.address())).isEqualTo(money);
        operator.post("/observe/sales/resume", new byte[0]);
        assertThat(gateway.get(sold.downloadUrl(), "PAYMENT-SIGNATURE", payment).statusCode())
                .isEqualTo(200);
    }

    @Test
    void aBuyerWhoHasPaidIsServedWhilePaused() throws Exception {
        String payment = TestPayer.encode(new TestPayer(gateway.buyer()).v2(gateway.get(sold.downloadUrl())));
        assertThat(gateway.get(sold.downloadUrl(), "PAYMENT-SIGNATURE", payment).statusCode())
                .isEqualTo(200);
        pause();

        assertThat(gateway.get(sold.downloadUrl(), "PAYMENT-SIGNATURE", payment).statusCode())
                .isEqualTo(200);
    }

    @Test
    void onlyThePortOfTheOperatorsHasTheSwitch() {
        String post =
                "POST /observe/sales/pause HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\nConnection: close\r\n";

        assertThat(RawHttp.send(gateway.port(), post + "\r\n").status()).isEqualTo(404);
        assertThat(RawHttp.send(gateway.managementPort(), post + "\r\n").status())
                .isEqualTo(401);
        assertThat(RawHttp.send(
                                gateway.managementPort(),
                                post + "Authorization: " + gateway.managementToken() + "\r\n\r\n")
                        .status())
                .isEqualTo(200);
    }
}
