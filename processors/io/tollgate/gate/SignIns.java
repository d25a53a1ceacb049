package io.tollgate.gate;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tollgate.money.ChainId;
import io.tollgate.payment.PaymentTerms;
import io.tollgate.proof.SignInRequest;
import io.tollgate.proof.WalletProof;
import io.tollgate.proof.WalletProofs;
import java.net.URI;
import java.util.Collection;
import java.util.List;

/** What a buyer's wallet signs in for at this gateway: to fetch one file again that it has paid for. */
public final class SignIns {
    private static final String STATEMENT = "Sign in to download again what this wallet has paid for.";

    private final WalletProofs proofs;

    public SignIns(WalletProofs proofs) {
        this.proofs = requireNonNull(proofs, "proofs must not be null");
    }

    /** The extension that a 402 carries, with a fresh nonce. */
    ObjectNode challenge(Collection<PaymentTerms> terms) {
        return proofs.challenge(asked(terms), chains(terms));
    }

    WalletProof check(String header, Collection<PaymentTerms> terms) {
        return proofs.check(header, asked(terms), chains(terms));
    }

    private static SignInRequest asked(Collection<PaymentTerms> terms) {
        return new SignInRequest(URI.create(terms.iterator().next().resource().url()), STATEMENT);
    }

    private static List<ChainId> chains(Collection<PaymentTerms> terms) {
        return terms.stream().map(one -> one.network().chain()).distinct().toList();
    }
}
