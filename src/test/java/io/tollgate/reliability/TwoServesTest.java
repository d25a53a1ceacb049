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

/** R3: two processes of the shipped {@code serve} on one PostgreSQL sell as one. */
@Tag("full")
class TwoServesTest {
    private static final int COPIES = 100;

    @TempDir
    private Path folder;

    @Test
    void r3_aHundredCopiesOfAPaymentAtTwoProcessesAreOneCallToSettleAndEverybodyGetsTheFile() throws Exception {
        DatabaseAccess access = TestDatabase.POSTGRESQL.empty();
        try (TestGateway twin = TestGateway.start();
                FacilitatorProxy middleman = new FacilitatorProxy(twin.url("/dev/facilitator"));
                HttpClient http = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build();
                ServeProcess first = start(twin, middleman, access);
                ServeProcess second = start(twin, middleman, access)) {
            KilledSale sale = KilledSale.prepare(twin, http, first, "two processes", 200_000);
            twin.facilitatorFault("{\"call\":\"settle\",\"kind\":\"delay\",\"millis\":500}");

            List<Boolean> served = atOnce(sale, List.of(first, second));
            await().atMost(Duration.ofSeconds(30)).until(() -> sale.comeBack(first) && sale.comeBack(second));

            assertThat(served).hasSize(COPIES).contains(true);
            assertThat(middleman.settlements()).isEqualTo(1);
            assertThat(sale.transfers()).isEqualTo(1);
            new Findings("copies at two processes", TestDatabase.POSTGRESQL, COPIES, 0, middleman.settlements(), "")
                    .tell();
        }
    }

    @Test
    void r17_aSettlementThatOutlastsTheTimeoutChargesOnceAndTheSamePaymentBringsTheFile() throws Exception {
        try (TestGateway twin = TestGateway.start();
                HttpClient http = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build();
                ServeProcess serve = ServeProcess.start(folder, ServeEnvironment.of(twin, Optional.empty()))) {
            KilledSale sale = KilledSale.prepare(twin, http, serve, "30 s beyond the timeout", 200_000);
            twin.facilitatorFault("{\"call\":\"settle\",\"kind\":\"settle-then-hang\",\"times\":1,\"millis\":34000}");

            assertThat(sale.comeBack(serve)).as("served before the answer").isFalse();
            assertThat(sale.transfers()).as("confirmed by the chain meanwhile").isEqualTo(1);
            await().atMost(Duration.ofSeconds(60)).until(() -> sale.comeBack(serve));

            assertThat(sale.transfers()).isEqualTo(1);
            new Findings("settlement 30 s beyond the timeout", TestDatabase.H2, 1, 0, sale.transfers(), "").tell();
        }
    }

    private ServeProcess start(TestGateway twin, FacilitatorProxy middleman, DatabaseAccess access) throws Exception {
        Map<String, String> environment = new HashMap<>(ServeEnvironment.of(twin, Optional.of(access)));
        environment.put("FACILITATOR_URL", middleman.url());
        // both wrap their keys with the same one, as instances on one database do
        environment.put("KEK", "file:" + folder.resolve("kek.json"));
        Path own = Files.createTempDirectory(folder, "serve");
        environment.put("TOLLGATE_DATA_DIR", own.toString());
        return ServeProcess.start(own, environment);
    }

    private static List<Boolean> atOnce(KilledSale sale, List<ServeProcess> serves) throws Exception {
        List<Boolean> served = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Boolean>> copies = new ArrayList<>();
            for (int copy = 0; copy < COPIES; copy++) {
                ServeProcess serve = serves.get(copy % serves.size());
                copies.add(() -> sale.comeBack(serve));
            }
            for (Future<Boolean> each : threads.invokeAll(copies)) {
                served.add(each.get());
            }
        }
        return served;
    }
}
