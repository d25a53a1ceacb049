package io.tollgate.sale;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tollgate.catalog.Purchasable;
import io.tollgate.catalog.offer.Terms;
import io.tollgate.sale.receipt.SignedOffers;
import io.tollgate.x402.protocol.ExtensionList;
import io.tollgate.x402.protocol.PaymentIdentifier;
import io.tollgate.x402.protocol.Receipt;
import io.tollgate.x402.signin.SignInVerifier;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a 402 offers a v2 client beside the terms: to sign in, to name its payment, and the offers signed. */
public final class ChallengeExtensions {
    private static final ObjectNode IDENTIFIER = PaymentIdentifier.declaration();

    private final SignInChallenges signIns;
    private final SignedOffers offers;
    private final Terms terms;

    public ChallengeExtensions(SignInChallenges signIns, SignedOffers offers, Terms terms) {
        this.signIns = requireNonNull(signIns, "signIns must not be null");
        this.offers = requireNonNull(offers, "offers must not be null");
        this.terms = requireNonNull(terms, "terms must not be null");
    }

    /** The dispensable ones last. */
    ExtensionList of(Purchasable item) {
        Map<String, ObjectNode> extensions = new LinkedHashMap<>();
        extensions.put(SignInVerifier.EXTENSION, signIns.challenge(item));
        extensions.put(PaymentIdentifier.EXTENSION, IDENTIFIER);
        extensions.put(Receipt.EXTENSION, offers.of(item, () -> terms.offers(item)));
        return new ExtensionList(extensions);
    }
}
