package io.tollgate.sale.facilitator;

import io.tollgate.facilitator.client.FacilitatorMeters;
import io.tollgate.facilitator.client.Facilitators;
import io.tollgate.facilitator.client.SupportedKinds;
import io.tollgate.http.upstream.Upstream;
import io.tollgate.x402.money.Networks;
import java.io.IOException;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps what a facilitator says it supports. One that says nothing stays what it was, and is asked again soon. */
public final class ReadSupported implements Processor {
    private static final Logger LOG = LoggerFactory.getLogger(ReadSupported.class);

    private final Facilitators facilitators;
    private final Networks networks;
    private final FacilitatorMeters meters;

    public ReadSupported(Facilitators facilitators, Networks networks, FacilitatorMeters meters) {
        this.facilitators = facilitators;
        this.networks = networks;
        this.meters = meters;
    }

    @Override
    public void process(Exchange exchange) {
        FacilitatorCall call = FacilitatorCall.of(exchange);
        exchange.getMessage().removeHeaders("*");
        Upstream facilitator = call.facilitator();
        Optional<SupportedKinds> support = support(exchange, call);
        meters.called(call.operation.word(), support.isPresent() ? "told" : "silent", call.took());
        // whether it answers this says nothing of whether it verifies and settles
        call.close();
        if (support.isEmpty()) {
            LOG.warn("{} does not say what it supports; it is asked to settle what no other one claims", facilitator);
        }
        support.ifPresent(told -> {
            if (facilitators.support(facilitator).filter(told::equals).isEmpty()) {
                LOG.info("{} settles {}", facilitator, told);
            }
            facilitators.told(facilitator, told);
        });
    }

    private Optional<SupportedKinds> support(Exchange exchange, FacilitatorCall call) {
        if (call.failure().isPresent()) {
            return Optional.empty();
        }
        try {
            FacilitatorAnswer answer = FacilitatorAnswer.takenFrom(exchange);
            return SupportedKinds.parse(answer.status(), answer.body(), networks);
        } catch (IOException e) {
            LOG.warn("{} broke off while it said what it supports", call.facilitator());
            return Optional.empty();
        }
    }
}
