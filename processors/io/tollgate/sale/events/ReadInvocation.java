package io.tollgate.sale.events;

import java.io.IOException;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.aws2.lambda.Lambda2Constants;

/** Believes that a call was taken only when AWS says so: 202 to an asynchronous one. */
public final class ReadInvocation implements Processor {
    private static final int ACCEPTED = 202;

    @Override
    public void process(Exchange exchange) throws IOException {
        Integer status = exchange.getMessage().getHeader(Lambda2Constants.STATUS_CODE, Integer.class);
        if (status == null || status != ACCEPTED) {
            throw new IOException("AWS Lambda did not take the message: it answered " + status);
        }
    }
}
