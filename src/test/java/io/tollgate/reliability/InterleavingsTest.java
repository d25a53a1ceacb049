package io.tollgate.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.TestDatabase;
import io.tollgate.TestGateway;
import io.tollgate.database.DatabaseAccess;
import java.net.http.HttpClient;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * R1, R2, R3, R17, R18, R22: in any order of events, a payment is settled at most once, no byte is sent before the
 * settlement, and a charged buyer gets the file. The seed is printed; {@code -Dtollgate.reliability.seed=N} repeats the
 * same sequences, {@code -Dtollgate.reliability.sequences=10000} runs more of them, and
 * {@code -Dtollgate.reliability.everywhere=true} runs them on PostgreSQL as well.
 */
@Tag("full")
class InterleavingsTest {
    private static final int SEQUENCES = Integer.getInteger("tollgate.reliability.sequences", 500);
    private static final long SEED = Long.getLong("tollgate.reliability.seed", System.nanoTime());

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void inAnyOrderOfEventsAPaymentIsSettledOnceAndDeliversTheFile(TestDatabase kind) throws Exception {
        Assumptions.assumeTrue(
                kind == TestDatabase.H2 || Boolean.getBoolean("tollgate.reliability.everywhere"),
                "PostgreSQL runs only with -Dtollgate.reliability.everywhere=true");
        DatabaseAccess access = kind.empty();
        Random random = new Random(SEED);
        System.out.println("interleavings on " + kind + ": seed " + SEED);
        long charged = 0;
        long maximum = 0;
        int deaths;
        try (TwoGateways gateways = new TwoGateways(access);
                DyingGateway dying = new DyingGateway(gateways, access);
                HttpClient http = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build();
                ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            byte[] content = new byte[100_000];
            random.nextBytes(content);
            TestGateway.Sold sold = gateways.first.upload(content, TestGateway.PRICE);
            for (int i = 0; i < SEQUENCES; i++) {
                Buyer buyer = new Buyer(gateways, http, sold.blobId(), content, random.nextInt(4) == 0);
                Interleaving interleaving = new Interleaving(gateways, dying, buyer, executor, random);
                try {
                    interleaving.run();
                } catch (RuntimeException | Error e) {
                    throw new AssertionError("sequence " + i + " of seed " + SEED + ": " + interleaving, e);
                }
                charged += buyer.transfers();
                maximum = Math.max(maximum, buyer.transfers());
            }
            deaths = dying.deaths();
        }

        assertThat(charged).as("settled payments").isGreaterThan(SEQUENCES / 2);
        new Findings("interleavings", kind, SEQUENCES, deaths, maximum, Long.toString(SEED)).report();
    }
}
