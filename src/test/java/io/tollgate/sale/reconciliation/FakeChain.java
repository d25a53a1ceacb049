package io.tollgate.sale.reconciliation;

import io.tollgate.x402.chain.AuthorizationUse;
import io.tollgate.x402.chain.Chain;
import io.tollgate.x402.chain.Head;
import io.tollgate.x402.money.Address;
import io.tollgate.x402.money.Asset;
import io.tollgate.x402.money.AtomicAmount;
import io.tollgate.x402.money.Authorization;
import io.tollgate.x402.money.UnixTime;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A chain that says what a test wants, and remembers what it was asked. */
final class FakeChain implements Chain {
    final List<Authorization> asked = new ArrayList<>();
    final List<UnixTime> since = new ArrayList<>();
    private final AuthorizationUse answer;

    /** @param answer null for a chain that cannot be reached */
    FakeChain(AuthorizationUse answer) {
        this.answer = answer;
    }

    @Override
    public AuthorizationUse use(Asset asset, Authorization authorization, UnixTime from) throws IOException {
        asked.add(authorization);
        since.add(from);
        if (answer == null) {
            throw new IOException("connection refused");
        }
        return answer;
    }

    @Override
    public Head latest() {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean hasCode(Address account) {
        throw new UnsupportedOperationException();
    }

    @Override
    public AtomicAmount balance(Asset asset, Address account) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean signedByContract(Address wallet, byte[] digest, byte[] signature) {
        throw new UnsupportedOperationException();
    }
}
