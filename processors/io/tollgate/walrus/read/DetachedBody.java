package io.tollgate.walrus.read;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.spi.Synchronization;
import org.apache.camel.support.DefaultExchange;

/**
 * A response body that outlives the exchange that fetched it. The HTTP component drains the body when that exchange is
 * done; here this is delayed until the body is closed.
 */
final class DetachedBody extends FilterInputStream {
    private final Exchange keeper;

    DetachedBody(InputStream body, Exchange exchange) {
        super(body);
        keeper = new DefaultExchange(exchange.getContext());
        exchange.getExchangeExtension().handoverCompletions(keeper);
    }

    @Override
    public void close() throws IOException {
        try {
            super.close();
        } finally {
            List<Synchronization> waiting = keeper.getExchangeExtension().handoverCompletions();
            if (waiting != null) {
                waiting.forEach(end -> end.onComplete(keeper));
            }
        }
    }
}
