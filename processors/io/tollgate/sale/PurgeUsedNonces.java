package io.tollgate.sale;

import io.tollgate.sale.entitlement.PaymentIdentifiers;
import io.tollgate.x402.signin.UsedNonces;
import java.time.Clock;
import java.time.Instant;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes the sign-ins and payment identifiers that are over. */
public final class PurgeUsedNonces implements Processor {
    private static final Logger LOG = LoggerFactory.getLogger(PurgeUsedNonces.class);

    private final UsedNonces nonces;
    private final PaymentIdentifiers identifiers;
    private final Clock clock;

    public PurgeUsedNonces(UsedNonces nonces, PaymentIdentifiers identifiers, Clock clock) {
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
