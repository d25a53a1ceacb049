package io.tollgate.attacks;

import static io.tollgate.attacks.PaidBuyer.CONTENT;

import io.tollgate.TestGateway;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** A gateway with two files at one price, and a buyer who has paid for the first. */
abstract class PurchasedFileFixture {
    static TestGateway gateway;
    static TestGateway.Sold sold;
    static TestGateway.Sold other;
    PaidBuyer buyer;

    @BeforeAll
    static void start() {
        gateway = TestGateway.start();
        sold = gateway.upload(CONTENT, TestGateway.PRICE);
        other = gateway.upload("another file of the same price".getBytes(StandardCharsets.UTF_8), TestGateway.PRICE);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @BeforeEach
    void buy() {
        buyer = new PaidBuyer(gateway, sold);
    }

    static HttpResponse<byte[]> get(String... headers) {
        return gateway.get(sold.downloadUrl(), headers);
    }
}
