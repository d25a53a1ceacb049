package io.tollgate.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import java.lang.reflect.Proxy;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.component.platform.http.vertx.HttpMessage;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The headers that enter and leave a route (CVE-2025-27636, CVE-2025-29891, CVE-2026-85312). */
class RequestHeaderAllowListTest {
    private final CamelContext context = new DefaultCamelContext();
    private final RequestHeaderAllowList door = new RequestHeaderAllowList();

    @AfterEach
    void stop() {
        context.stop();
    }

    private Exchange request(Map<String, String> headers) {
        MultiMap sent = MultiMap.caseInsensitiveMultiMap().addAll(headers);
        HttpServerRequest request = (HttpServerRequest) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {HttpServerRequest.class}, (proxy, method, args) -> {
                    if (method.getName().equals("headers")) {
                        return sent;
                    }
                    throw new UnsupportedOperationException(method.getName());
                });
        Exchange exchange = new DefaultExchange(context);
        exchange.setIn(new HttpMessage(exchange, request, null));
        return exchange;
    }

    private boolean enters(String name, String value) {
        return !door.applyFilterToExternalHeaders(name, value, request(Map.of(name, value)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Accept",
                "Authorization",
                "CONTENT-TYPE",
                "content-length",
                "If-None-Match",
                "PAYMENT-SIGNATURE",
                "X-Payment",
                "Range",
                "Tollgate-Download-Token",
                "User-Agent"
            })
    void listedHeadersEnterInAnyCase(String name) {
        assertThat(enters(name, "value")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Long-Running-Action",
                "CamelHttpUri",
                "CAmelHttpUri",
                "camelhttpuri",
                "CamelRestHttpUri",
                "CamelHttpMethod",
                "CamelBeanMethodName",
                "org.apache.camel.x",
                "Host",
                "X-Forwarded-For",
                "X-Forwarded-Host",
                "Forwarded",
                "Cookie",
                "X-HTTP-Method-Override",
                "breadcrumbId",
                "blobId",
                "SOAPAction",
                "Transfer-Encoding",
                ""
            })
    void otherHeadersStayOutside(String name) {
        assertThat(enters(name, "value")).isFalse();
    }

    @Test
    void aQueryParameterNeverBecomesAHeader() {
        Exchange bare = request(Map.of());
        Exchange other = request(Map.of("PAYMENT-SIGNATURE", "the header's"));

        assertThat(door.applyFilterToExternalHeaders("PAYMENT-SIGNATURE", "the query's", bare))
                .isTrue();
        assertThat(door.applyFilterToExternalHeaders("PAYMENT-SIGNATURE", "the query's", other))
                .isTrue();
        assertThat(door.applyFilterToExternalHeaders("PAYMENT-SIGNATURE", "the header's", other))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"CamelHttpResponseCode", "camelAnything", "org.apache.camel.x", "Transfer-Encoding", "Connection"
            })
    void controlHeadersDoNotLeave(String name) {
        assertThat(door.applyFilterToCamelHeaders(name, "value", null)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PAYMENT-REQUIRED", "Content-Type", "Retry-After", "Cache-Control"})
    void anAnswersHeadersLeave(String name) {
        assertThat(door.applyFilterToCamelHeaders(name, "value", null)).isFalse();
    }
}
