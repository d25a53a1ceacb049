package io.tollgate.admin.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.tollgate.log.LogContext;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.component.direct.DirectEndpoint;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.vertx.HttpMessage;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.support.EventNotifierSupport;

/**
 * Creates a span for every request, for every route that it passes, and for every call to another server. Spans contain
 * only names of routes and servers, methods, statuses, and the ids of item and payment.
 */
final class SpanNotifier extends EventNotifierSupport {
    private static final String PROPERTY = "tollgateSpans";

    private final Tracer tracer;

    SpanNotifier(Tracer tracer) {
        this.tracer = tracer;
        setIgnoreCamelContextEvents(true);
        setIgnoreCamelContextInitEvents(true);
        setIgnoreServiceEvents(true);
        setIgnoreRouteEvents(true);
        setIgnoreExchangeRedeliveryEvents(true);
        setIgnoreExchangeAsyncProcessingStartedEvents(true);
        setIgnoreStepEvents(true);
    }

    /** The open spans of one request, innermost last. */
    private static final class OpenSpans {
        private final String exchangeId;
        private final Deque<Span> spans = new ArrayDeque<>();

        private OpenSpans(String exchangeId) {
            this.exchangeId = exchangeId;
        }
    }

    @Override
    public void notify(CamelEvent event) {
        Exchange exchange = ((CamelEvent.ExchangeEvent) event).getExchange();
        if (event instanceof CamelEvent.ExchangeCreatedEvent) {
            begin(exchange);
            return;
        }
        OpenSpans open = exchange.getProperty(PROPERTY, OpenSpans.class);
        if (open == null || !open.exchangeId.equals(exchange.getExchangeId())) {
            return; // a copy of the exchange
        }
        switch (event) {
            case CamelEvent.ExchangeSendingEvent sending -> open.spans.addLast(startCall(open, sending.getEndpoint()));
            case CamelEvent.ExchangeSentEvent sent -> endCall(open, exchange, sent.getEndpoint());
            case CamelEvent.ExchangeCompletedEvent done -> end(open, exchange);
            case CamelEvent.ExchangeFailedEvent failed -> end(open, exchange);
            default -> {}
        }
    }

    @Override
    public boolean isEnabled(CamelEvent event) {
        return event instanceof CamelEvent.ExchangeEvent;
    }

    private void begin(Exchange exchange) {
        if (exchange.getFromEndpoint() instanceof PlatformHttpEndpoint endpoint
                && exchange.getIn() instanceof HttpMessage message) {
            OpenSpans open = new OpenSpans(exchange.getExchangeId());
            open.spans.addLast(tracer.spanBuilder("request")
                    .setNoParent()
                    .setSpanKind(SpanKind.SERVER)
                    .setAttribute(
                            "http.request.method", message.getRequest().method().name())
                    .setAttribute("http.route", endpoint.getPath())
                    .startSpan());
            exchange.setProperty(PROPERTY, open);
        }
    }

    private Span startCall(OpenSpans open, Endpoint endpoint) {
        Context parent = Context.root().with(open.spans.peekLast());
        if (endpoint instanceof DirectEndpoint direct) {
            return tracer.spanBuilder(direct.getEndpointUri().replaceFirst("^direct:(//)?", ""))
                    .setParent(parent)
                    .startSpan();
        }
        URI address = URI.create(endpoint.getEndpointBaseUri());
        return tracer.spanBuilder("call " + address.getHost())
                .setParent(parent)
                .setSpanKind(SpanKind.CLIENT)
                .setAttribute("server.address", String.valueOf(address.getHost()))
                .setAttribute("url.path", String.valueOf(address.getPath()))
                .startSpan();
    }

    private static void endCall(OpenSpans open, Exchange exchange, Endpoint endpoint) {
        if (open.spans.size() < 2) {
            return;
        }
        Span span = open.spans.removeLast();
        Throwable failure = exchange.getException();
        if (failure != null) {
            span.setStatus(StatusCode.ERROR)
                    .setAttribute("error.type", failure.getClass().getSimpleName());
        } else if (!(endpoint instanceof DirectEndpoint)) {
            Integer status = exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
            if (status != null) {
                span.setAttribute("http.response.status_code", status);
            }
        }
        span.end();
    }

    private static void end(OpenSpans open, Exchange exchange) {
        while (open.spans.size() > 1) {
            open.spans.removeLast().end();
        }
        Span root = open.spans.removeLast();
        root.updateName(exchange.getFromRouteId());
        Integer status = exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
        if (status == null && exchange.getIn() instanceof HttpMessage message) {
            status = message.getResponse().getStatusCode();
        }
        if (status != null) {
            root.setAttribute("http.response.status_code", status);
            if (status >= 500) {
                root.setStatus(StatusCode.ERROR);
            }
        }
        for (LogContext context : LogContext.values()) {
            context.of(exchange).ifPresent(id -> root.setAttribute("tollgate." + context.key(), id));
        }
        root.end();
    }
}
