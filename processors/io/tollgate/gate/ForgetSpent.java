package io.tollgate.gate;

import io.tollgate.entitlement.PaymentIdentifiers;
import io.tollgate.proof.SpentNonces;
import java.time.Clock;
import java.time.Instant;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes the sign-ins and payment identifiers that are over. */
public final class ForgetSpent implements Processor {
    private static final Logger LOG = LoggerFactory.getLogger(ForgetSpent.class);

    private final SpentNonces nonces;
    private final PaymentIdentifiers identifiers;
    private final Clock clock;

    public ForgetSpent(SpentNonces nonces, PaymentIdentifiers identifiers, Clock clock) {
        this.nonces = nonces;
        this.identifiers = identifiers;
        this.clock = clock;
    }

    @Override
    public void process(Exchange exchange) {
        Instant now = clock.instant();
        LOG.debug("forgot {} sign-ins and {} payment identifiers", nonces.sweep(now), identifiers.sweep(now));
    }
}
