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
     * Begins to send; nothing is traced yet.
     *
     * @param endpoint base URL of the collector
     * @param headers  sent to the collector with every call
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

    /** Traces the routes of a context; to be called before they start. */
    public void attachTo(CamelContext context) {
        context.getManagementStrategy().addEventNotifier(new SpanNotifier(provider.get("tollgate")));
    }

    /** Sends what is left, within some seconds. */
    @Override
    public void close() {
        provider.shutdown().join(5, TimeUnit.SECONDS);
    }
}
