package io.tollgate.mcp.wallet;

import static java.util.Objects.requireNonNull;

import io.tollgate.payer.ProposedPayment;
import io.tollgate.x402.money.Address;
import io.tollgate.x402.money.AtomicAmount;
import io.tollgate.x402.money.Network;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the operator lets the wallet do. Amounts are in millionths of a dollar.
 *
 * @param payTo        sellers that may be paid; empty: any
 * @param networks     in whose stablecoin may be paid
 * @param approveAbove from more than this on a person has to say yes; empty: never
 * @param stopped      the operator's setting
 * @param stopFile     stops every payment as soon as it exists
 */
public record WalletRules(
        AtomicAmount perCall,
        AtomicAmount perDay,
        Set<Address> payTo,
        List<Network> networks,
        Optional<AtomicAmount> approveAbove,
        boolean stopped,
        Path stopFile) {
    private static final int DECIMALS = 6;

    public WalletRules {
        requireNonNull(perCall, "perCall must not be null");
        requireNonNull(perDay, "perDay must not be null");
        requireNonNull(approveAbove, "approveAbove must not be null");
        payTo = Set.copyOf(payTo);
        networks = List.copyOf(networks);
    }

    /** A sum in millionths of a dollar, rounded up. */
    public static long micros(ProposedPayment spending) {
        return spending.amount()
                .rescaled(spending.network().usdc().decimals(), DECIMALS)
                .units()
                .longValueExact();
    }

    static String dollars(long micros) {
        return "$" + AtomicAmount.parse(Long.toString(micros)).written(DECIMALS);
    }

    /** True when nothing may be signed. */
    public boolean halted() {
        return stopped || Files.exists(stopFile);
    }

    /** Why this is not to be paid, whatever has been spent so far. */
    Optional<String> objection(ProposedPayment spending, long mostOfCall) {
        if (halted()) {
            return Optional.of("the wallet is stopped by its operator");
        }
        if (!networks.contains(spending.network())) {
            return Optional.of(
                    "this wallet does not pay on " + spending.network().name());
        }
        if (!payTo.isEmpty() && !payTo.contains(spending.payTo())) {
            return Optional.of(spending.payTo() + " is not one of the sellers this wallet pays");
        }
        if (spending.amount().units().bitLength() > 96) {
            return Optional.of("the amount is beyond any price");
        }
        long micros = micros(spending);
        if (micros > mostOfCall) {
            return Optional.of("it costs " + spending.price() + ", over the limit of " + dollars(mostOfCall)
                    + " for one call (WALLET_MAX_PER_CALL, maxPrice)");
        }
        return Optional.empty();
    }
}
