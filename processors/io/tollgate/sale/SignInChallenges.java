package io.tollgate.sale;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tollgate.catalog.Purchasable;
import io.tollgate.catalog.offer.Terms;
import io.tollgate.x402.money.ChainId;
import io.tollgate.x402.money.Network;
import io.tollgate.x402.signin.SignInRequest;
import io.tollgate.x402.signin.SignInResult;
import io.tollgate.x402.signin.SignInVerifier;
import java.net.URI;
import java.util.List;

/** What a buyer's wallet signs in for at this gateway: to fetch one file again that it has paid for. */
public final class SignInChallenges {
    private static final String STATEMENT = "Sign in to download again what this wallet has paid for.";

    private final SignInVerifier proofs;
    private final Terms terms;

    public SignInChallenges(SignInVerifier proofs, Terms terms) {
        this.proofs = requireNonNull(proofs, "proofs must not be null");
        this.terms = requireNonNull(terms, "terms must not be null");
    }

    /** The extension that a 402 carries, with a fresh nonce. */
    ObjectNode challenge(Purchasable item) {
        return proofs.challenge(asked(item), chains(item));
    }

    SignInResult check(String header, Purchasable item) {
        return proofs.check(header, asked(item), chains(item));
    }

    private SignInRequest asked(Purchasable item) {
        return new SignInRequest(URI.create(terms.downloadUrl(item.blobId())), STATEMENT);
    }

    private List<ChainId> chains(Purchasable item) {
        return terms.networks(item.terms()).stream().map(Network::chain).toList();
    }
}
