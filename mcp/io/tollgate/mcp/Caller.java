package io.tollgate.mcp;

import static java.util.Objects.requireNonNull;

import io.tollgate.x402.money.AtomicAmount;
import java.util.Optional;

/**
 * On whose behalf a tool is called.
 *
 * @param name   of the token, for the books; {@link #ANONYMOUS} without one
 * @param usesOperatorWallet  true when this caller may use the operator's wallet and upload token
 * @param local  true when the caller runs on this machine as its user: then file paths mean something
 * @param perDay the most that the operator's wallet pays for this caller in a day, beside the cap of the wallet itself
 */
public record Caller(String name, boolean usesOperatorWallet, boolean local, Optional<AtomicAmount> perDay) {
    public static final String ANONYMOUS = "anonymous";

    public Caller {
        requireNonNull(name, "name must not be null");
        requireNonNull(perDay, "perDay must not be null");
    }

    /** A caller without a token. */
    public static Caller anonymous() {
        return new Caller(ANONYMOUS, false, false, Optional.empty());
    }

    /** The program that started this one and speaks to it through its standard input. */
    public static Caller stdio() {
        return new Caller("stdio", true, true, Optional.empty());
    }
}
