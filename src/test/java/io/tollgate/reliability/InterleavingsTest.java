package io.tollgate.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.TestDatabase;
import io.tollgate.Twin;
import io.tollgate.database.DatabaseAccess;
import java.net.http.HttpClient;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * R1, R2, R3, R17, R18, R22: whatever order things happen in, a payment is settled once at most, no byte comes before
 * the money, and who was charged gets the file. The seed is printed; {@code -Dtollgate.reliability.seed=N} tells the
 * same stories again, {@code -Dtollgate.reliability.sequences=10000} more of them, on both databases.
 */
class InterleavingsTest {
    private static final int SEQUENCES = Integer.getInteger("tollgate.reliability.sequences", 500);
    private static final long SEED = Long.getLong("tollgate.reliability.seed", System.nanoTime());
    private static final int USUAL = 500;

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void inWhateverOrderThingsHappenAPaymentIsSettledOnceAndBringsTheFile(TestDatabase kind) {
        Assumptions.assumeTrue(
                kind == TestDatabase.H2 || SEQUENCES > USUAL, "PostgreSQL's turn comes with more sequences");
        DatabaseAccess access = kind.empty();
        Random random = new Random(SEED);
        System.out.println("interleavings on " + kind + ": seed " + SEED);
        long charged = 0;
        try (TwoGateways gateways = new TwoGateways(access);
                DyingGateway dying = new DyingGateway(gateways, access);
                HttpClient http = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build();
                ExecutorService crowd = Executors.newVirtualThreadPerTaskExecutor()) {
            byte[] content = new byte[100_000];
            random.nextBytes(content);
            Twin.Sold sold = gateways.first.upload(content, Twin.PRICE);
            for (int i = 0; i < SEQUENCES; i++) {
                Buyer buyer = new Buyer(gateways, http, sold.blobId(), content, random.nextInt(4) == 0);
                Interleaving story = new Interleaving(gateways, dying, buyer, crowd, random);
                try {
                    story.run();
                } catch (RuntimeException | Error e) {
                    throw new AssertionError("sequence " + i + " of seed " + SEED + ": " + story, e);
                }
                charged += buyer.transfers();
            }
        }

        assertThat(charged).as("payments that were settled at all").isGreaterThan(SEQUENCES / 2);
        System.out.println("interleavings on " + kind + ": " + SEQUENCES + " sequences, " + charged
                + " settled, settlements per payment at most 1, paid and not obtainable 0, bytes before settlement 0");
    }
}
