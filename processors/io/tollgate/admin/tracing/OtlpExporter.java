package io.tollgate.admin.tracing;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.tollgate.log.LogEvent;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends spans to a collector over HTTP. When the collector fails, the spans are lost and one warning is logged. */
final class OtlpExporter implements SpanExporter {
    private static final Logger LOG = LoggerFactory.getLogger(OtlpExporter.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final URI traces;
    private final Map<String, String> headers;
    private final AtomicBoolean failing = new AtomicBoolean();
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(TIMEOUT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    /**
     * @param endpoint base URL of the collector, to which {@code /v1/traces} is added
     * @param headers  sent with each request, for example an API key
     */
    OtlpExporter(URI endpoint, Map<String, String> headers) {
        this.traces = URI.create(endpoint.toString().replaceAll("/+$", "") + "/v1/traces");
        this.headers = Map.copyOf(headers);
    }

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
        if (spans.isEmpty()) {
            return CompletableResultCode.ofSuccess();
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(traces)
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(OtlpJson.of(spans)));
        headers.forEach(request::header);
        CompletableResultCode result = new CompletableResultCode();
        http.sendAsync(request.build(), BodyHandlers.discarding())
                .whenComplete((answer, failure) -> finish(
                        result,
                        failure == null && answer.statusCode() / 100 == 2,
                        failure == null
                                ? "HTTP " + answer.statusCode()
                                : (failure.getCause() == null ? failure : failure.getCause()).toString()));
        return result;
    }

    private void finish(CompletableResultCode result, boolean accepted, String reason) {
        if (accepted) {
            failing.set(false);
            result.succeed();
            return;
        }
        if (failing.compareAndSet(false, true)) {
            LogEvent.TRACES_REFUSED.at(LOG).log("{} refuses traces: {}", traces, reason);
        }
        result.fail();
    }

    @Override
    public CompletableResultCode flush() {
        return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
        return CompletableResultCode.ofSuccess();
    }
}
