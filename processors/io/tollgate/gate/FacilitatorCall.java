package io.tollgate.gate;

import io.tollgate.http.UpstreamBody;
import java.io.IOException;
import java.io.InputStream;
import org.apache.camel.Exchange;

/** One answer of the facilitator as a route received it into a variable: never more of it than an answer can have. */
public record FacilitatorCall(int status, byte[] body) {
    /** No answer. */
    public static final FacilitatorCall NONE = new FacilitatorCall(0, new byte[0]);

    private static final int MAX_BODY = 64 * 1024;

    /** Reads the answer in the named variable; status 0 when there was none. */
    public static FacilitatorCall in(Exchange exchange, String variable) throws IOException {
        Integer status = exchange.getVariable("header:" + variable + "." + Exchange.HTTP_RESPONSE_CODE, Integer.class);
        if (status == null) {
            return NONE;
        }
        try (InputStream body = UpstreamBody.of(exchange.getVariable(variable, InputStream.class))) {
            return new FacilitatorCall(status, body.readNBytes(MAX_BODY));
        }
    }
}
