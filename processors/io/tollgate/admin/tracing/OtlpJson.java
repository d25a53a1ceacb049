package io.tollgate.admin.tracing;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.nio.charset.StandardCharsets;
import java.util.Collection;

/** Writes spans in the JSON encoding of OTLP 1.x, for {@code POST /v1/traces}. */
final class OtlpJson {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private OtlpJson() {}

    /** @param spans not empty, all of the same resource */
    static byte[] of(Collection<SpanData> spans) {
        ArrayNode written = JSON.arrayNode();
        spans.forEach(span -> written.add(span(span)));
        ObjectNode scope = JSON.objectNode();
        scope.putObject("scope").put("name", "tollgate");
        scope.set("spans", written);
        ObjectNode resource = JSON.objectNode();
        resource.putObject("resource")
                .set(
                        "attributes",
                        attributes(spans.iterator().next().getResource().getAttributes()));
        resource.putArray("scopeSpans").add(scope);
        ObjectNode document = JSON.objectNode();
        document.putArray("resourceSpans").add(resource);
        return document.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static ObjectNode span(SpanData span) {
        ObjectNode json = JSON.objectNode();
        json.put("traceId", span.getTraceId());
        json.put("spanId", span.getSpanId());
        if (span.getParentSpanContext().isValid()) {
            json.put("parentSpanId", span.getParentSpanId());
        }
        json.put("name", span.getName());
        json.put("kind", span.getKind().ordinal() + 1);
        json.put("startTimeUnixNano", Long.toString(span.getStartEpochNanos()));
        json.put("endTimeUnixNano", Long.toString(span.getEndEpochNanos()));
        json.set("attributes", attributes(span.getAttributes()));
        json.putObject("status").put("code", span.getStatus().getStatusCode() == StatusCode.ERROR ? 2 : 0);
        return json;
    }

    private static ArrayNode attributes(Attributes attributes) {
        ArrayNode json = JSON.arrayNode();
        attributes.forEach((key, value) -> {
            ObjectNode written = json.addObject().put("key", key.getKey()).putObject("value");
            if (value instanceof Long number) {
                written.put("intValue", Long.toString(number));
            } else {
                written.put("stringValue", value.toString());
            }
        });
        return json;
    }
}
