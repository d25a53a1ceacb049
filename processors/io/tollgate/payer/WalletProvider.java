package io.tollgate.payer;

import io.tollgate.x402.evm.Wallet;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/** Finds the wallet that pays. It is asked only once a server wants money. */
@FunctionalInterface
public interface WalletProvider {
    /** @param seller the file's address; a development gateway gives a wallet away itself */
    Optional<Wallet> find(URI seller) throws IOException, InterruptedException;
}
