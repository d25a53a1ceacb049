package io.tollgate.sale;

import static java.util.Objects.requireNonNull;

import io.tollgate.ledger.PresentedPayment;
import io.tollgate.x402.chain.Chain;
import io.tollgate.x402.money.Address;
import io.tollgate.x402.money.Network;
import java.io.IOException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the payer's account, through the chain, about a signature that no key explains: a smart wallet (EIP-1271) or an
 * account with delegated code (EIP-7702) says itself what it signed; an account without code has only its key.
 */
public final class SmartWalletVerifier {
    private static final Logger LOG = LoggerFactory.getLogger(SmartWalletVerifier.class);

    private final Function<Network, Optional<Chain>> chains;

    /** What can be known of a signature. */
    enum Opinion {
        SIGNED,
        NOT_SIGNED,
        /** The network's chain cannot be reached now. */
        UNREACHABLE,
        /** This gateway asks no chain for this network. */
        NOBODY_ASKED
    }

    /** @param chains empty for a network whose chain is not asked */
    public SmartWalletVerifier(Function<Network, Optional<Chain>> chains) {
        this.chains = requireNonNull(chains, "chains must not be null");
    }

    Opinion of(PresentedPayment payment, Network network) {
        Optional<Chain> chain = chains.apply(network);
        if (chain.isEmpty()) {
            return Opinion.NOBODY_ASKED;
        }
        Address wallet = payment.key().payer();
        try {
            boolean signed = chain.get().hasCode(wallet)
                    && chain.get().signedByContract(wallet, payment.digest().bytes(), bytes(payment.signature()));
            return signed ? Opinion.SIGNED : Opinion.NOT_SIGNED;
        } catch (IOException e) {
            LOG.warn("{} could not be asked what {} signed: {}", network.name(), wallet, e.toString());
            return Opinion.UNREACHABLE;
        }
    }

    /** 64 and 65 bytes are what a key makes; what is neither can only be a wallet's. */
    static boolean looksLikeAKeys(PresentedPayment payment) {
        int bytes = payment.signature().length() / 2 - 1;
        return bytes == 64 || bytes == 65;
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex, 2, hex.length());
    }
}
