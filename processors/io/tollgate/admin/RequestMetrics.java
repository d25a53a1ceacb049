package io.tollgate.admin;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.tollgate.catalog.offer.PaymentRefused;
import io.tollgate.http.server.Problem;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.vertx.HttpMessage;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.support.EventNotifierSupport;

/**
 * Measures every request that a route answers, by route and status. Counts challenges, and refusals by their code.
 */
public final class RequestMetrics extends EventNotifierSupport {
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_]{1,64}");
    private static final int MAX_CODES = 100;
    private static final String OTHER = "other";
    private static final String SALE_ROUTE = "download";

    private final MeterRegistry meters;
    private final Counter challenges;
    private final Set<String> codes = ConcurrentHashMap.newKeySet();

    public RequestMetrics(MeterRegistry meters) {
        this.meters = meters;
        challenges = Counter.builder("tollgate.challenges")
                .description("Requests without a payment that were answered with the price")
                .register(meters);
        setIgnoreCamelContextEvents(true);
        setIgnoreCamelContextInitEvents(true);
        setIgnoreServiceEvents(true);
        setIgnoreRouteEvents(true);
        setIgnoreExchangeCreatedEvent(true);
        setIgnoreExchangeSendingEvents(true);
        setIgnoreExchangeSentEvents(true);
        setIgnoreExchangeRedeliveryEvents(true);
        setIgnoreExchangeAsyncProcessingStartedEvents(true);
        setIgnoreStepEvents(true);
    }

    @Override
    public boolean isEnabled(CamelEvent event) {
        return event instanceof CamelEvent.ExchangeCompletedEvent || event instanceof CamelEvent.ExchangeFailedEvent;
    }

    @Override
    public void notify(CamelEvent event) {
        Exchange exchange = ((CamelEvent.ExchangeEvent) event).getExchange();
        if (!(exchange.getFromEndpoint() instanceof PlatformHttpEndpoint)) {
            return;
        }
        int status = status(exchange);
        time(exchange, status);
        Throwable failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        if (status >= 400 && failure != null) {
            countRefusal(code(failure));
        } else if (status == 402 && SALE_ROUTE.equals(exchange.getFromRouteId())) {
            challenges.increment();
        }
    }

    /** A route leaves the status to the server, or has written the response itself. */
    private static int status(Exchange exchange) {
        Integer status = exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
        if (status != null) {
            return status;
        }
        return exchange.getIn() instanceof HttpMessage message
                ? message.getResponse().getStatusCode()
                : 200;
    }

    private void time(Exchange exchange, int status) {
        Timer.builder("tollgate.requests")
                .description("Duration of requests that a route answered, from the first byte in to the last byte out")
                .tag("route", String.valueOf(exchange.getFromRouteId()))
                .tag("status", Integer.toString(status))
                .register(meters)
                .record(Duration.ofMillis(exchange.getClock().elapsed()));
    }

    private void countRefusal(String code) {
        Counter.builder("tollgate.refusals")
                .description("Requests that were refused or failed, by the code in the answer")
                .tag("code", code)
                .register(meters)
                .increment();
    }

    /** Reasons of facilitators are free text, so the number of label values is limited. */
    private String code(Throwable failure) {
        String code = failureCode(failure);
        boolean known = CODE.matcher(code).matches() && (codes.contains(code) || codes.size() < MAX_CODES);
        if (!known) {
            return OTHER;
        }
        codes.add(code);
        return code;
    }

    private static String failureCode(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Problem problem) {
                return problem.code();
            }
            if (cause instanceof PaymentRefused refused) {
                return refused.getMessage().replace(' ', '_');
            }
        }
        return "internal_error";
    }
}
