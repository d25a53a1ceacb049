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
 * One random story of one payment: sent, sent again, sent many times at once to two gateways, with a facilitator that
 * errs, storage that fails, buyers that hang up and gateways that die. At the end everything works again and the buyer
 * comes back; then the model says what must be true.
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
    private static final int MOST_STEPS = 6;
    private static final int MOST_RETURNS = 40;

    private final TwoGateways gateways;
    private final DyingGateway dying;
    private final Buyer buyer;
    private final Executor crowd;
    private final Random random;
    private final List<String> story = new ArrayList<>();

    Interleaving(TwoGateways gateways, DyingGateway dying, Buyer buyer, Executor crowd, Random random) {
        this.gateways = gateways;
        this.dying = dying;
        this.buyer = buyer;
        this.crowd = crowd;
        this.random = random;
    }

    /** Tells the story to its end; throws when money or bytes went where they must not. */
    void run() {
        int steps = 1 + random.nextInt(MOST_STEPS);
        for (int step = 0; step < steps; step++) {
            step();
        }
        everythingWorksAgain();
        Buyer.Answer last = comeBack();
        judge(last);
    }

    private void step() {
        switch (random.nextInt(10)) {
            case 0, 1 -> told("buys", () -> buyer.buy(either()));
            case 2, 3 -> told("a crowd buys", this::crowd);
            case 4 -> told("hangs up", () -> buyer.hangUp(either()));
            case 5, 6 -> told("a fault in settle", () -> fault("settle", SETTLE_FAULTS));
            case 7 -> told("a fault in verify", () -> fault("verify", VERIFY_FAULTS));
            case 8 -> {
                DyingGateway.Moment moment = DyingGateway.Moment.values()[random.nextInt(3)];
                told("a gateway dies " + moment, () -> dying.sell(buyer, moment));
            }
            default -> {
                if (random.nextBoolean()) {
                    told("a lease runs out", () -> gateways.clock.advance(Duration.ofSeconds(41)));
                } else {
                    told("storage breaks", gateways.first::breakStorage);
                }
            }
        }
    }

    private void told(String what, Runnable step) {
        story.add(what);
        step.run();
    }

    private TestGateway either() {
        return random.nextBoolean() ? gateways.first : gateways.second;
    }

    private void crowd() {
        List<TestGateway> doors = new ArrayList<>();
        int many = 2 + random.nextInt(4);
        for (int i = 0; i < many; i++) {
            doors.add(either());
        }
        CompletableFuture.allOf(doors.stream()
                        .map(door -> CompletableFuture.runAsync(() -> buyer.buy(door), crowd))
                        .toArray(CompletableFuture[]::new))
                .join();
    }

    private void fault(String call, String[] kinds) {
        gateways.first.facilitatorFault("{\"call\":\"" + call + "\",\"kind\":\"" + kinds[random.nextInt(kinds.length)]
                + "\",\"times\":" + (1 + random.nextInt(2)) + "}");
    }

    private void everythingWorksAgain() {
        gateways.first.send(HttpRequest.newBuilder(gateways.first.url("/dev/facilitator/faults"))
                .DELETE()
                .build());
        gateways.first.mendStorage();
        gateways.clock.advance(Duration.ofSeconds(41));
    }

    private Buyer.Answer comeBack() {
        for (int i = 0; i < MOST_RETURNS; i++) {
            Buyer.Answer answer = buyer.buy(either());
            if (answer == WHOLE || answer == REFUSED) {
                return answer;
            }
            gateways.clock.advance(Duration.ofSeconds(5));
        }
        throw new AssertionError("the buyer never got an answer: " + story);
    }

    private void judge(Buyer.Answer last) {
        long transfers = buyer.transfers();
        if (transfers > 1) {
            throw new AssertionError("charged " + transfers + " times: " + story);
        }
        // a v1 payment alone brings the file until it was sent whole once, whoever then read it
        boolean atItsEnd = buyer.isV1() && (buyer.whole() > 0 || buyer.fetchWithToken(either()));
        if (last == REFUSED && transfers == 1 && !atItsEnd) {
            throw new AssertionError("charged and turned away: " + story);
        }
    }

    @Override
    public String toString() {
        return (buyer.isV1() ? "v1 " : "v2 ") + story;
    }
}
