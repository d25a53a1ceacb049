package io.tollgate.attacks;

import static io.tollgate.attacks.PaidBuyer.CONTENT;

import io.tollgate.TestGateway;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** A gateway with two files of one price, and somebody who has bought the first of them and lost nothing yet. */
abstract class PurchasedFileFixture {
    static TestGateway twin;
    static TestGateway.Sold sold;
    static TestGateway.Sold other;
    PaidBuyer buyer;

    @BeforeAll
    static void start() {
        twin = TestGateway.start();
        sold = twin.upload(CONTENT, TestGateway.PRICE);
        other = twin.upload("another file of the same price".getBytes(StandardCharsets.UTF_8), TestGateway.PRICE);
    }

    @AfterAll
    static void stop() {
        twin.close();
    }

    @BeforeEach
    void aBuyerWhoHasPaid() {
        buyer = new PaidBuyer(twin, sold);
    }

    static HttpResponse<byte[]> get(String... headers) {
        return twin.get(sold.downloadUrl(), headers);
    }
}
