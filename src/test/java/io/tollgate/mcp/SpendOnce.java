package io.tollgate.mcp;

import io.tollgate.database.Database;
import io.tollgate.database.DatabaseAccess;
import io.tollgate.database.RandomIds;
import io.tollgate.database.Tables;
import io.tollgate.mcp.wallet.WalletLedger;
import io.tollgate.payer.ProposedPayment;
import io.tollgate.payer.Seller;
import io.tollgate.x402.protocol.Challenge;
import io.tollgate.x402.protocol.Offer;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One process of the race for the daily cap: reservations from ten threads, against a wallet ledger that other processes share.
 * Its exit code is how many it won.
 */
public final class SpendOnce {
    private static final int THREADS = 10;

    private SpendOnce() {}

    public static void main(String[] arguments) throws InterruptedException {
        DatabaseAccess access = new DatabaseAccess(
                arguments[0],
                Optional.ofNullable(System.getenv("RACE_USER")),
                Optional.ofNullable(System.getenv("RACE_PASSWORD")));
        System.exit(run(access, arguments[1], Integer.parseInt(arguments[2]), Long.parseLong(arguments[3])));
    }

    static int run(DatabaseAccess access, String name, int attempts, long cap) throws InterruptedException {
        Offer offer = Offer.read(
                        Optional.empty(), new Challenge(List.of(Seller.terms("10000")), "Payment required").v1Body())
                .getFirst();
        ProposedPayment spending =
                new ProposedPayment(URI.create("https://files.example/download/file"), offer, Seller.NETWORK);
        AtomicInteger won = new AtomicInteger();
        try (Database database = Database.open(access, Tables.WALLET);
                ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            WalletLedger walletLedger =
                    new WalletLedger(database, Clock.systemUTC(), new RandomIds(new SecureRandom()));
            for (int i = 0; i < attempts; i++) {
                String purchase = name + i;
                threads.execute(() -> {
                    if (walletLedger
                            .reserve(purchase, name, false, spending, List.of(new WalletLedger.Cap("wallet", cap)))
                            .isEmpty()) {
                        won.incrementAndGet();
                    }
                });
            }
            threads.shutdown();
            threads.awaitTermination(5, TimeUnit.MINUTES);
        }
        return won.get();
    }
}
