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
 * Counts every request that a route answered, whatever the routes look like: by route and status, challenges apart from
 * refusals, and refusals by their code.
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
                .description("Requests for a file that brought no payment and were told the price")
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

    /** A route either leaves the status to the server or has answered itself. */
    private static int status(Exchange exchange) {
        Integer told = exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
        if (told != null) {
            return told;
        }
        return exchange.getIn() instanceof HttpMessage message
                ? message.getResponse().getStatusCode()
                : 200;
    }

    private void time(Exchange exchange, int status) {
        Timer.builder("tollgate.requests")
                .description("Requests that a route answered, from the first byte in to the last byte out")
                .tag("route", String.valueOf(exchange.getFromRouteId()))
                .tag("status", Integer.toString(status))
                .register(meters)
                .record(Duration.ofMillis(exchange.getClock().elapsed()));
    }

    private void countRefusal(String code) {
        Counter.builder("tollgate.refusals")
                .description("Requests that were refused or failed, by the code their answer gave")
                .tag("code", code)
                .register(meters)
                .increment();
    }

    /** A facilitator's reasons are its own words: only so many of them become names of metrics. */
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
