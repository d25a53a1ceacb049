package io.tollgate.payer;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.MovableClock;
import io.tollgate.TestGateway;
import io.tollgate.x402.evm.Wallet;
import io.tollgate.x402.money.AtomicAmount;
import io.tollgate.x402.money.Networks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The paying client against the real gateway: the token that came with the file outlasts the payment. */
class ResumePurchaseTest {
    @TempDir
    private Path folder;

    @Test
    void aKeptPaymentsTokenBringsTheFileWhenThePaymentNoLongerDoes() throws Exception {
        MovableClock clock = new MovableClock(Instant.now());
        byte[] content = new byte[200_000];
        try (TestGateway testGateway = TestGateway.start(Map.of(), clock)) {
            TestGateway.Sold sold = testGateway.upload(content, TestGateway.PRICE);
            Wallet wallet = testGateway.buyer();
            PayingClient client = new PayingClient(
                    PayingClient.http(),
                    new Networks(),
                    url -> Optional.of(wallet),
                    Clock.systemUTC(),
                    new SecureRandom(),
                    time -> {});
            Path output = folder.resolve("file.bin");
            AtomicAmount limit = AtomicAmount.parse("10000");
            client.buy(sold.downloadUrl(), output, limit, true, new PurchaseListener() {});
            Files.delete(output);

            clock.advance(Duration.ofHours(2));
            PurchaseResult again = client.buy(sold.downloadUrl(), output, limit, false, new PurchaseListener() {});

            assertThat(again).isInstanceOf(PurchaseResult.Saved.class);
            assertThat(Files.readAllBytes(output)).isEqualTo(content);
            assertThat(testGateway.account(wallet.address()).path("transfers").asInt())
                    .isEqualTo(1);
        }
    }
}
