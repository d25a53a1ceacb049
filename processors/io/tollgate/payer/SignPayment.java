package io.tollgate.payer;

import io.tollgate.x402.evm.Wallet;
import io.tollgate.x402.money.Authorization;
import io.tollgate.x402.money.Bytes32;
import io.tollgate.x402.money.UnixTime;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Turns an offer into a signed payment (EIP-3009), with a fresh nonce and a window that ends soon. */
final class SignPayment {
    /** Whatever a server asks for, a signature is good for no longer than this. */
    static final Duration MAX_WINDOW = Duration.ofMinutes(10);

    /** So that a chain whose clock is behind ours takes it. */
    private static final Duration SKEW = Duration.ofMinutes(10);

    private static final int NONCE_BYTES = 32;

    private final Clock clock;
    private final SecureRandom random;

    SignPayment(Clock clock, SecureRandom random) {
        this.clock = clock;
        this.random = random;
    }

    StoredPayment sign(ProposedPayment spending, Wallet wallet) {
        Instant now = Instant.ofEpochSecond(clock.instant().getEpochSecond());
        Duration asked =
                Duration.ofSeconds(Math.clamp(spending.offer().maxTimeoutSeconds(), 1, (int) MAX_WINDOW.toSeconds()));
        Instant validBefore = now.plus(asked);
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        Authorization authorization = new Authorization(
                wallet.address(),
                spending.payTo(),
                spending.amount(),
                UnixTime.of(now.minus(SKEW)),
                UnixTime.of(validBefore),
                Bytes32.of(nonce));
        String signature = wallet.sign(spending.network().usdc(), authorization);
        return new StoredPayment(
                spending.url(),
                spending.offer().headerName(),
                spending.offer().payment(authorization, signature),
                spending.amount(),
                spending.network().chain(),
                spending.payTo(),
                validBefore,
                StoredPayment.State.SIGNED,
                Optional.empty(),
                Optional.empty());
    }
}
