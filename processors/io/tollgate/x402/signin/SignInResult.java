package io.tollgate.x402.signin;

import io.tollgate.x402.money.Address;
import io.tollgate.x402.money.ChainId;
import java.util.Optional;

/** What became of a sign-in. */
public sealed interface SignInResult {
    /**
     * The sender holds the wallet.
     *
     * @param onlyOn the chain whose contract vouched for a smart wallet; the same address may belong to another person on
     *               another chain. Empty for a wallet with a key, which is the same everywhere
     */
    record Proven(Address wallet, Optional<ChainId> onlyOn) implements SignInResult {
        /** True when this wallet is the given account on the given chain. */
        public boolean is(Address account, ChainId chain) {
            return wallet.equals(account) && onlyOn.map(chain::equals).orElse(true);
        }
    }

    /** It proves nothing. The nonce was not spent, except when {@link SignInFault#NONCE} says that it had been. */
    record Refused(SignInFault fault) implements SignInResult {}

    /** A smart wallet's chain could not be asked. The nonce was not spent: the same proof may be sent again. */
    record Undecided(String why) implements SignInResult {}
}
