package io.tollgate.reliability;

import static io.tollgate.reliability.Buyer.Answer.REFUSED;
import static io.tollgate.reliability.Buyer.Answer.WHOLE;

import io.tollgate.TestGateway;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * A random sequence of events for one payment: sent, repeated, sent concurrently to two gateways, with a failing
 * facilitator, failing storage, disconnecting buyers and dying gateways. At the end all faults are cleared and the
 * buyer retries; then the invariants are asserted.
 */
final class Interleaving {
    private static final String[] SETTLE_FAULTS = {
        "status-500",
        "garbage",
        "settle-then-500",
        "pending",
        "no-transaction",
        "success-string",
        "other-network",
        "html"
    };
    private static final String[] VERIFY_FAULTS = {"status-500", "garbage", "success-string"};
    private static final int MAX_STEPS = 6;
    private static final int MAX_RETRIES = 40;

    private final TwoGateways gateways;
    private final DyingGateway dying;
    private final Buyer buyer;
    private final Executor executor;
    private final Random random;
    private final List<String> log = new ArrayList<>();

    Interleaving(TwoGateways gateways, DyingGateway dying, Buyer buyer, Executor executor, Random random) {
        this.gateways = gateways;
        this.dying = dying;
        this.buyer = buyer;
        this.executor = executor;
        this.random = random;
    }

    /** Runs the sequence; throws when the payment or the bytes violate an invariant. */
    void run() {
        int steps = 1 + random.nextInt(MAX_STEPS);
        for (int step = 0; step < steps; step++) {
            step();
        }
        clearFaults();
        Buyer.Answer last = retryUntilAnswered();
        assertInvariants(last);
    }

    private void step() {
        switch (random.nextInt(10)) {
            case 0, 1 -> runStep("buys", () -> buyer.buy(randomGateway()));
            case 2, 3 -> runStep("concurrent copies", this::buyConcurrently);
            case 4 -> runStep("disconnects", () -> buyer.readOneByte(randomGateway()));
            case 5, 6 -> runStep("a fault in settle", () -> fault("settle", SETTLE_FAULTS));
            case 7 -> runStep("a fault in verify", () -> fault("verify", VERIFY_FAULTS));
            case 8 -> {
                DyingGateway.Moment moment = DyingGateway.Moment.values()[random.nextInt(3)];
                runStep("a gateway dies " + moment, () -> dying.sell(buyer, moment));
            }
            default -> {
                if (random.nextBoolean()) {
                    runStep("a lease expires", () -> gateways.clock.advance(Duration.ofSeconds(41)));
                } else {
                    runStep("storage breaks", gateways.first::breakStorage);
                }
            }
        }
    }

    private void runStep(String label, Runnable step) {
        log.add(label);
        step.run();
    }

    private TestGateway randomGateway() {
        return random.nextBoolean() ? gateways.first : gateways.second;
    }

    private void buyConcurrently() {
        List<TestGateway> targets = new ArrayList<>();
        int count = 2 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            targets.add(randomGateway());
        }
        CompletableFuture.allOf(targets.stream()
                        .map(target -> CompletableFuture.runAsync(() -> buyer.buy(target), executor))
                        .toArray(CompletableFuture[]::new))
                .join();
    }

    private void fault(String call, String[] kinds) {
        gateways.first.facilitatorFault("{\"call\":\"" + call + "\",\"kind\":\"" + kinds[random.nextInt(kinds.length)]
                + "\",\"times\":" + (1 + random.nextInt(2)) + "}");
    }

    private void clearFaults() {
        gateways.first.send(HttpRequest.newBuilder(gateways.first.url("/dev/facilitator/faults"))
                .DELETE()
                .build());
        gateways.first.restoreStorage();
        gateways.clock.advance(Duration.ofSeconds(41));
    }

    private Buyer.Answer retryUntilAnswered() {
        for (int i = 0; i < MAX_RETRIES; i++) {
            Buyer.Answer answer = buyer.buy(randomGateway());
            if (answer == WHOLE || answer == REFUSED) {
                return answer;
            }
            gateways.clock.advance(Duration.ofSeconds(5));
        }
        throw new AssertionError("the buyer never got a final answer: " + log);
    }

    private void assertInvariants(Buyer.Answer last) {
        long transfers = buyer.transfers();
        if (transfers > 1) {
            throw new AssertionError("charged " + transfers + " times: " + log);
        }
        // a v1 payment alone delivers the file until it has been sent completely once
        boolean complete = buyer.isV1() && (buyer.whole() > 0 || buyer.fetchWithToken(randomGateway()));
        if (last == REFUSED && transfers == 1 && !complete) {
            throw new AssertionError("charged and refused: " + log);
        }
    }

    @Override
    public String toString() {
        return (buyer.isV1() ? "v1 " : "v2 ") + log;
    }
}
