package io.tollgate.sale.facilitator;

import io.tollgate.http.upstream.UpstreamBody;
import java.io.IOException;
import java.io.InputStream;
import org.apache.camel.Exchange;

/** One answer of a facilitator as a route received it into a variable: never more of it than an answer can have. */
public record FacilitatorAnswer(int status, byte[] body) {
    /** No answer. */
    static final FacilitatorAnswer NONE = new FacilitatorAnswer(0, new byte[0]);

    private static final String VARIABLE = "facilitatorAnswer";
    private static final String STATUS = "header:" + VARIABLE + "." + Exchange.HTTP_RESPONSE_CODE;
    private static final int MAX_BODY = 1024 * 1024;

    /**
     * Takes the answer off the exchange, so that the next call cannot read it again; status 0 without an answer.
     *
     * @throws IOException when the answer broke off
     */
    public static FacilitatorAnswer takenFrom(Exchange exchange) throws IOException {
        Integer status = exchange.getVariable(STATUS, Integer.class);
        if (status == null) {
            return NONE;
        }
        try (InputStream body = UpstreamBody.of(exchange.getVariable(VARIABLE, InputStream.class))) {
            return new FacilitatorAnswer(status, body.readNBytes(MAX_BODY));
        } finally {
            forget(exchange);
        }
    }

    static void forget(Exchange exchange) {
        exchange.removeVariable(STATUS);
        exchange.removeVariable(VARIABLE);
    }
}
