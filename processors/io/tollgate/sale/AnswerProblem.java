package io.tollgate.sale;

import io.tollgate.http.delivery.ClientGone;
import io.tollgate.http.delivery.StreamToClient;
import io.tollgate.http.server.BodyDrain;
import io.tollgate.http.server.Problem;
import io.tollgate.http.server.ProblemDocument;
import io.tollgate.log.LogEvent;
import io.tollgate.x402.protocol.Receipt;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.vertx.HttpMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Answers every failure of a route as a problem document. What the failure says to the log it does not say to the
 * client: only a {@link Problem} speaks in its own words.
 */
public final class AnswerProblem implements Processor {
    private static final Logger LOG = LoggerFactory.getLogger(AnswerProblem.class);
    private static final Duration LATER = Duration.ofSeconds(10);

    @Override
    public void process(Exchange exchange) {
        Throwable failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        HttpServerResponse response = exchange.getIn(HttpMessage.class).getResponse();
        boolean left = find(failure, ClientGone.class) != null;
        if (left || response.headWritten() || response.closed()) {
            LOG.atLevel(left ? Level.DEBUG : Level.WARN)
                    .log("{}: the transfer ended early: {}", exchange.getFromRouteId(), failure.toString());
            StreamToClient.abandon(response);
            return;
        }
        BodyDrain.drainAfterResponse(exchange.getIn(HttpMessage.class).getRequest());
        SaleContext sale = exchange.getProperty(SaleContext.PROPERTY, SaleContext.class);
        Problem problem = problem(exchange, failure, sale);
        Message answer = exchange.getMessage();
        write(answer, problem);
        if (sale != null && sale.deliveryHeaders != null) {
            sale.deliveryHeaders.writeTo(answer::setHeader);
        } else if (sale != null && sale.receipt != null) {
            int version = sale.payment.version();
            answer.setHeader(Receipt.headerName(version), sale.receipt.header(version));
        }
    }

    static void write(Message answer, Problem problem) {
        answer.removeHeaders("*");
        answer.setHeader(Exchange.HTTP_RESPONSE_CODE, problem.status());
        answer.setHeader(Exchange.CONTENT_TYPE, ProblemDocument.CONTENT_TYPE);
        answer.setHeader("Cache-Control", "no-store");
        problem.retryAfter().ifPresent(after -> answer.setHeader("Retry-After", after.toSeconds()));
        problem.headers().forEach(answer::setHeader);
        answer.setBody(ByteBuffer.wrap(ProblemDocument.of(problem)));
    }

    private static Problem problem(Exchange exchange, Throwable failure, SaleContext sale) {
        Problem told = find(failure, Problem.class);
        if (told != null) {
            return told;
        }
        LogEvent.REQUEST_FAILED.at(LOG).log("{} failed", exchange.getFromRouteId(), failure);
        if (sale != null && sale.settling && !sale.isEntitled()) {
            return Problem.retry(
                    503,
                    "settlement_unknown",
                    "it is not known yet whether this payment was settled; send the same payment again",
                    LATER,
                    failure);
        }
        if (find(failure, IOException.class) != null) {
            return Problem.retry(
                    503, "upstream_unavailable", "a service behind the gateway did not answer", LATER, failure);
        }
        return Problem.of(500, "internal_error", "the gateway failed");
    }

    private static <T extends Throwable> T find(Throwable failure, Class<T> type) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return type.cast(cause);
            }
        }
        return null;
    }
}
