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
 * Kills a real gateway once at every point of a sale, each time with a buyer of its own, then starts it again and has
 * every buyer come back. Walrus, facilitator and token live in another process and keep what they were told.
 */
final class KillMatrix implements AutoCloseable {
    private static final int USUAL_SIZE = 200_000;
    private static final int LONG_SIZE = 8 * 1024 * 1024;

    private final Path folder;
    private final TestGateway twin = TestGateway.start(Map.of("TOLLGATE_DEV_WALRUS_BODY_LIMIT", "16MiB"));
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<String, String> environment;
    private final List<KilledSale> sales = new ArrayList<>();
    private ServeProcess serve;

    KillMatrix(Path folder, Optional<DatabaseAccess> database) throws Exception {
        this.folder = folder;
        environment = ServeEnvironment.of(twin, database);
        try {
            serve = ServeProcess.start(folder, environment);
        } catch (Exception e) {
            twin.close();
            throw e;
        }
    }

    /** Kills it once at every point; returns how often that was. */
    int killEverywhere() throws Exception {
        for (KillPoint point : KillPoint.all()) {
            killAt(point);
        }
        killWhileTheMoneyMoves();
        killInTheMiddleOfTheFile();
        return sales.size();
    }

    private KilledSale prepare(String label, int size) throws Exception {
        KilledSale sale = KilledSale.prepare(twin, http, serve, label, size);
        sales.add(sale);
        return sale;
    }

    private void killAt(KillPoint point) throws Exception {
        KilledSale sale = prepare(point.label(), USUAL_SIZE);
        CompletableFuture<Void> buyer;
        try (BreakpointKiller executioner = BreakpointKiller.arm(serve, point)) {
            buyer = sale.begin(serve);
            executioner.awaitKilled(60);
        }
        ended(buyer);
        startAgain();
    }

    /** A broken connection is what a buyer may see; an unpaid byte is not. */
    private static void ended(CompletableFuture<Void> buyer) {
        try {
            buyer.join();
        } catch (CompletionException e) {
            assertThat(e.getCause()).isInstanceOf(java.io.IOException.class);
        }
    }

    private void killWhileTheMoneyMoves() throws Exception {
        KilledSale sale = prepare("money moved, the answer on its way", USUAL_SIZE);
        twin.facilitatorFault("{\"call\":\"settle\",\"kind\":\"settle-then-hang\",\"times\":1,\"millis\":3000}");
        CompletableFuture<Void> buyer = sale.begin(serve);
        await().atMost(Duration.ofSeconds(30)).until(() -> sale.transfers() == 1);
        serve.kill();
        ended(buyer);
        startAgain();
    }

    private void killInTheMiddleOfTheFile() throws Exception {
        KilledSale sale = prepare("in the middle of the file", LONG_SIZE);
        try (InputStream rest = sale.firstByte(serve)) {
            serve.kill();
        } catch (java.io.IOException e) {
            // closing what was killed
        }
        startAgain();
    }

    private void startAgain() throws Exception {
        serve = ServeProcess.start(folder, environment, serve.port());
    }

    /** Every buyer comes back with the same payment until the file is there; none is charged twice. Returns the most that anyone was. */
    long everybodyIsServedOnce() throws Exception {
        List<KilledSale> waiting = new ArrayList<>(sales);
        await().atMost(Duration.ofSeconds(120))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> {
                    List<KilledSale> unserved = new ArrayList<>();
                    for (KilledSale sale : waiting) {
                        if (!sale.comeBack(serve)) {
                            unserved.add(sale);
                        }
                    }
                    waiting.retainAll(unserved);
                    return waiting.isEmpty();
                });
        long most = 0;
        for (KilledSale sale : sales) {
            assertThat(sale.transfers())
                    .as("transfers of the sale killed " + sale)
                    .isEqualTo(1);
            most = Math.max(most, sale.transfers());
        }
        sales.clear();
        return most;
    }

    @Override
    public void close() throws Exception {
        serve.close();
        http.close();
        twin.close();
    }
}
