package io.tollgate.operations.tracing;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;

/**
 * Traces of requests through the routes, sent to an OpenTelemetry collector. Nothing of this is loaded while it is off.
 * Why it is not Camel's own tracing: that one takes addresses with their queries into spans, and tokens stand there.
 */
public final class Traces implements AutoCloseable {
    private static final Duration DELAY = Duration.ofSeconds(1);

    private final SdkTracerProvider provider;

    private Traces(SdkTracerProvider provider) {
        this.provider = provider;
    }

    /**
     * Begins to trace; to be called before the routes start.
     *
     * @param endpoint base URL of the collector
     * @param headers  sent to the collector with every call
     */
    public static Traces begin(CamelContext context, URI endpoint, Map<String, String> headers) {
        SdkTracerProvider provider = SdkTracerProvider.builder()
                .setResource(Resource.create(Attributes.of(AttributeKey.stringKey("service.name"), "tollgate")))
                .addSpanProcessor(BatchSpanProcessor.builder(new OtlpExporter(endpoint, headers))
                        .setScheduleDelay(DELAY)
                        .build())
                .build();
        context.getManagementStrategy().addEventNotifier(new SpanNotifier(provider.get("tollgate")));
        return new Traces(provider);
    }

    /** Sends what is left, within some seconds. */
    @Override
    public void close() {
        provider.shutdown().join(5, TimeUnit.SECONDS);
    }
}
