package io.tollgate.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tollgate.TestDatabase;
import io.tollgate.TestGateway;
import io.tollgate.attacks.FacilitatorProxy;
import io.tollgate.database.DatabaseAccess;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** R3: two processes of the shipped {@code serve} on one PostgreSQL act as one gateway. */
@Tag("full")
class TwoServesTest {
    private static final int COPIES = 100;

    @TempDir
    private Path folder;

    @Test
    void r3_aHundredCopiesOfAPaymentAtTwoProcessesSettleOnceAndDeliverTheFile() throws Exception {
        DatabaseAccess access = TestDatabase.POSTGRESQL.empty();
        try (TestGateway gateway = TestGateway.start();
                FacilitatorProxy facilitator = new FacilitatorProxy(gateway.url("/dev/facilitator"));
                HttpClient http = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build();
                ServeProcess first = start(gateway, facilitator, access);
                ServeProcess second = start(gateway, facilitator, access)) {
            KilledSale sale = KilledSale.prepare(gateway, http, first, "two processes", 200_000);
            gateway.facilitatorFault("{\"call\":\"settle\",\"kind\":\"delay\",\"millis\":500}");

            List<Boolean> served = sendConcurrently(sale, List.of(first, second));
            await().atMost(Duration.ofSeconds(30)).until(() -> sale.retry(first) && sale.retry(second));

            assertThat(served).hasSize(COPIES).contains(true);
            assertThat(facilitator.settlements()).isEqualTo(1);
            assertThat(sale.transfers()).isEqualTo(1);
            new Findings("copies at two processes", TestDatabase.POSTGRESQL, COPIES, 0, facilitator.settlements(), "")
                    .report();
        }
    }

    @Test
    void r17_aSettlementBeyondTheTimeoutChargesOnceAndTheSamePaymentDeliversTheFile() throws Exception {
        try (TestGateway gateway = TestGateway.start();
                HttpClient http = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build();
                ServeProcess serve = ServeProcess.start(folder, ServeEnvironment.of(gateway, Optional.empty()))) {
            KilledSale sale = KilledSale.prepare(gateway, http, serve, "30 s beyond the timeout", 200_000);
            gateway.facilitatorFault(
                    "{\"call\":\"settle\",\"kind\":\"settle-then-hang\",\"times\":1,\"millis\":34000}");

            assertThat(sale.retry(serve))
                    .as("served before the answer of the facilitator")
                    .isFalse();
            assertThat(sale.transfers()).as("confirmed by the chain meanwhile").isEqualTo(1);
            await().atMost(Duration.ofSeconds(60)).until(() -> sale.retry(serve));

            assertThat(sale.transfers()).isEqualTo(1);
            new Findings("settlement 30 s beyond the timeout", TestDatabase.H2, 1, 0, sale.transfers(), "").report();
        }
    }

    private ServeProcess start(TestGateway gateway, FacilitatorProxy facilitator, DatabaseAccess access)
            throws Exception {
        Map<String, String> environment = new HashMap<>(ServeEnvironment.of(gateway, Optional.of(access)));
        environment.put("FACILITATOR_URL", facilitator.url());
        // both use the same key-encryption key, as instances on one database do
        environment.put("KEK", "file:" + folder.resolve("kek.json"));
        Path dataFolder = Files.createTempDirectory(folder, "serve");
        environment.put("TOLLGATE_DATA_DIR", dataFolder.toString());
        return ServeProcess.start(dataFolder, environment);
    }

    private static List<Boolean> sendConcurrently(KilledSale sale, List<ServeProcess> serves) throws Exception {
        List<Boolean> served = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Boolean>> copies = new ArrayList<>();
            for (int copy = 0; copy < COPIES; copy++) {
                ServeProcess serve = serves.get(copy % serves.size());
                copies.add(() -> sale.retry(serve));
            }
            for (Future<Boolean> each : threads.invokeAll(copies)) {
                served.add(each.get());
            }
        }
        return served;
    }
}
