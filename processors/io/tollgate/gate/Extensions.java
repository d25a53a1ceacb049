package io.tollgate.gate;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tollgate.catalog.Item;
import io.tollgate.payment.ExtensionList;
import io.tollgate.payment.PaymentIdentifier;
import io.tollgate.proof.WalletProofs;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a 402 offers a v2 client beside the terms: to sign in, and to name its payment. */
public final class Extensions {
    private static final ObjectNode IDENTIFIER = PaymentIdentifier.declaration();

    private final SignIns signIns;

    public Extensions(SignIns signIns) {
        this.signIns = requireNonNull(signIns, "signIns must not be null");
    }

    /** The dispensable ones last. */
    ExtensionList of(Item item) {
        Map<String, ObjectNode> extensions = new LinkedHashMap<>();
        extensions.put(WalletProofs.EXTENSION, signIns.challenge(item));
        extensions.put(PaymentIdentifier.EXTENSION, IDENTIFIER);
        return new ExtensionList(extensions);
    }
}
