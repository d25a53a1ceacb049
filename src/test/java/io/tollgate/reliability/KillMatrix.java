package io.tollgate.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tollgate.TestGateway;
import io.tollgate.database.DatabaseAccess;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Kills a real gateway once at every point of a sale, each time with a new buyer, then restarts it and lets every buyer
 * retry. Walrus, facilitator and token run in another process and keep their state.
 */
final class KillMatrix implements AutoCloseable {
    private static final int SMALL_SIZE = 200_000;
    private static final int LARGE_SIZE = 8 * 1024 * 1024;

    private final Path folder;
    private final TestGateway gateway = TestGateway.start(Map.of("TOLLGATE_DEV_WALRUS_BODY_LIMIT", "16MiB"));
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<String, String> environment;
    private final List<KilledSale> sales = new ArrayList<>();
    private ServeProcess serve;

    KillMatrix(Path folder, Optional<DatabaseAccess> database) throws Exception {
        this.folder = folder;
        environment = ServeEnvironment.of(gateway, database);
        try {
            serve = ServeProcess.start(folder, environment);
        } catch (Exception e) {
            gateway.close();
            throw e;
        }
    }

    /** Kills the gateway once at every point; returns the number of kills. */
    int killEverywhere() throws Exception {
        for (KillPoint point : KillPoint.all()) {
            killAt(point);
        }
        killDuringSettlement();
        killDuringDelivery();
        return sales.size();
    }

    private KilledSale prepare(String label, int size) throws Exception {
        KilledSale sale = KilledSale.prepare(gateway, http, serve, label, size);
        sales.add(sale);
        return sale;
    }

    private void killAt(KillPoint point) throws Exception {
        KilledSale sale = prepare(point.label(), SMALL_SIZE);
        CompletableFuture<Void> buyer;
        try (BreakpointKiller killer = BreakpointKiller.arm(serve, point)) {
            buyer = sale.begin(serve);
            killer.awaitKilled(60);
        }
        awaitEnd(buyer);
        restart();
    }

    /** Waits for the end of the request. A broken connection is allowed, an unpaid byte is not. */
    private static void awaitEnd(CompletableFuture<Void> buyer) {
        try {
            buyer.join();
        } catch (CompletionException e) {
            assertThat(e.getCause()).isInstanceOf(java.io.IOException.class);
        }
    }

    private void killDuringSettlement() throws Exception {
        KilledSale sale = prepare("money moved, before the answer", SMALL_SIZE);
        gateway.facilitatorFault("{\"call\":\"settle\",\"kind\":\"settle-then-hang\",\"times\":1,\"millis\":3000}");
        CompletableFuture<Void> buyer = sale.begin(serve);
        await().atMost(Duration.ofSeconds(30)).until(() -> sale.transfers() == 1);
        serve.kill();
        awaitEnd(buyer);
        restart();
    }

    private void killDuringDelivery() throws Exception {
        KilledSale sale = prepare("during the delivery", LARGE_SIZE);
        try (InputStream rest = sale.firstByte(serve)) {
            serve.kill();
        } catch (java.io.IOException e) {
            // the connection broke with the process
        }
        restart();
    }

    private void restart() throws Exception {
        serve = ServeProcess.start(folder, environment, serve.port());
    }

    /**
     * Lets every buyer retry the same payment until the file arrives, and asserts that none is charged twice. Returns
     * the maximum number of charges of a buyer.
     */
    long assertEveryBuyerIsServedOnce() throws Exception {
        List<KilledSale> remaining = new ArrayList<>(sales);
        await().atMost(Duration.ofSeconds(120))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> {
                    List<KilledSale> unserved = new ArrayList<>();
                    for (KilledSale sale : remaining) {
                        if (!sale.retry(serve)) {
                            unserved.add(sale);
                        }
                    }
                    remaining.retainAll(unserved);
                    return remaining.isEmpty();
                });
        long maximum = 0;
        for (KilledSale sale : sales) {
            assertThat(sale.transfers())
                    .as("transfers of the sale killed " + sale)
                    .isEqualTo(1);
            maximum = Math.max(maximum, sale.transfers());
        }
        sales.clear();
        return maximum;
    }

    @Override
    public void close() throws Exception {
        serve.close();
        http.close();
        gateway.close();
    }
}
