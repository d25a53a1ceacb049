package io.tollgate.admin.tracing;

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
 * Sends traces of requests to an OpenTelemetry collector. Its classes are loaded only when tracing is on. Camel's own
 * tracing is not used, because it records URLs with their queries, which may contain tokens.
 */
public final class Traces implements AutoCloseable {
    private static final Duration DELAY = Duration.ofSeconds(1);

    private final SdkTracerProvider provider;

    private Traces(SdkTracerProvider provider) {
        this.provider = provider;
    }

    /**
     * Starts the exporter.
     *
     * @param endpoint base URL of the collector
     * @param headers  sent to the collector with every request
     */
    public static Traces start(URI endpoint, Map<String, String> headers) {
        SdkTracerProvider provider = SdkTracerProvider.builder()
                .setResource(Resource.create(Attributes.of(AttributeKey.stringKey("service.name"), "tollgate")))
                .addSpanProcessor(BatchSpanProcessor.builder(new OtlpExporter(endpoint, headers))
                        .setScheduleDelay(DELAY)
                        .build())
                .build();
        return new Traces(provider);
    }

    /** Traces the routes of a context. Call it before the routes start. */
    public void attachTo(CamelContext context) {
        context.getManagementStrategy().addEventNotifier(new SpanNotifier(provider.get("tollgate")));
    }

    /** Sends the remaining spans within 5 seconds. */
    @Override
    public void close() {
        provider.shutdown().join(5, TimeUnit.SECONDS);
    }
}
