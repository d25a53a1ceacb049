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
 * R1, R2, R3, R17, R18, R22: whatever order things happen in, a payment is settled once at most, no byte comes before
 * the money, and who was charged gets the file. The seed is printed; {@code -Dtollgate.reliability.seed=N} tells the
 * same stories again, {@code -Dtollgate.reliability.sequences=10000} more of them,
 * {@code -Dtollgate.reliability.everywhere=true} tells them on PostgreSQL as well.
 */
@Tag("full")
class InterleavingsTest {
    private static final int SEQUENCES = Integer.getInteger("tollgate.reliability.sequences", 500);
    private static final long SEED = Long.getLong("tollgate.reliability.seed", System.nanoTime());

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void inWhateverOrderThingsHappenAPaymentIsSettledOnceAndBringsTheFile(TestDatabase kind) throws Exception {
        Assumptions.assumeTrue(
                kind == TestDatabase.H2 || Boolean.getBoolean("tollgate.reliability.everywhere"),
                "PostgreSQL's turn comes with -Dtollgate.reliability.everywhere=true");
        DatabaseAccess access = kind.empty();
        Random random = new Random(SEED);
        System.out.println("interleavings on " + kind + ": seed " + SEED);
        long charged = 0;
        long most = 0;
        int deaths;
        try (TwoGateways gateways = new TwoGateways(access);
                DyingGateway dying = new DyingGateway(gateways, access);
                HttpClient http = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build();
                ExecutorService crowd = Executors.newVirtualThreadPerTaskExecutor()) {
            byte[] content = new byte[100_000];
            random.nextBytes(content);
            TestGateway.Sold sold = gateways.first.upload(content, TestGateway.PRICE);
            for (int i = 0; i < SEQUENCES; i++) {
                Buyer buyer = new Buyer(gateways, http, sold.blobId(), content, random.nextInt(4) == 0);
                Interleaving story = new Interleaving(gateways, dying, buyer, crowd, random);
                try {
                    story.run();
                } catch (RuntimeException | Error e) {
                    throw new AssertionError("sequence " + i + " of seed " + SEED + ": " + story, e);
                }
                charged += buyer.transfers();
                most = Math.max(most, buyer.transfers());
            }
            deaths = dying.deaths();
        }

        assertThat(charged).as("payments that were settled at all").isGreaterThan(SEQUENCES / 2);
        new Findings("interleavings", kind, SEQUENCES, deaths, most, Long.toString(SEED)).tell();
    }
}
