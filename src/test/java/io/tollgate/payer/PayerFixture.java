package io.tollgate.payer;

import io.tollgate.MovableClock;
import io.tollgate.x402.evm.Wallet;
import io.tollgate.x402.money.AtomicAmount;
import io.tollgate.x402.money.Networks;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A paying client whose clock stands still and whose waiting takes no time. */
final class PayerFixture implements AutoCloseable {
    static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    static final AtomicAmount LIMIT = AtomicAmount.parse("100000");

    final List<Duration> waits = new ArrayList<>();
    final List<String> told = new ArrayList<>();
    final Path output;

    private final HttpClient http = PayingClient.http();
    private final MovableClock clock = new MovableClock(NOON);
    private Duration patience = Duration.ofMinutes(1);
    private Optional<Wallet> wallet = Optional.of(Wallet.development(0));

    PayerFixture(Path folder) {
        this.output = folder.resolve("out.bin");
    }

    void later(Duration time) {
        clock.advance(time);
    }

    void impatient() {
        patience = Duration.ofMillis(200);
    }

    void withoutWallet() {
        wallet = Optional.empty();
    }

    PurchaseResult buy(Seller seller) throws IOException, InterruptedException {
        return buy(seller, false);
    }

    PurchaseResult buy(Seller seller, boolean keep) throws IOException, InterruptedException {
        PayingClient client =
                new PayingClient(http, new Networks(), url -> wallet, clock, new SecureRandom(), waits::add, patience);
        return client.buy(seller.url(), output, LIMIT, keep, new PurchaseListener() {
            @Override
            public void waiting(Duration time, String why) {
                told.add(why);
            }
        });
    }

    Optional<StoredPayment> kept() throws IOException {
        return new PaymentFileStore(output).load();
    }

    @Override
    public void close() {
        http.close();
    }
}
