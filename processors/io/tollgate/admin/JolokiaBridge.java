package io.tollgate.admin;

import io.tollgate.http.server.ProblemAnswer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jolokia.core.api.LogHandler;
import org.jolokia.json.JSONStructure;
import org.jolokia.server.core.config.ConfigKey;
import org.jolokia.server.core.config.StaticConfiguration;
import org.jolokia.server.core.http.HttpRequestHandler;
import org.jolokia.server.core.request.BadRequestException;
import org.jolokia.server.core.request.EmptyResponseException;
import org.jolokia.server.core.service.JolokiaServiceManagerFactory;
import org.jolokia.server.core.service.api.JolokiaServiceManager;
import org.jolokia.service.jmx.LocalRequestHandler;
import org.jolokia.service.serializer.JolokiaSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * JMX as JSON for the console, within {@link JolokiaLimits}. Jolokia is loaded at the first request. A GET request can only
 * read, unlike in Jolokia itself, so that a link on a foreign web page cannot change anything.
 */
final class JolokiaBridge implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(JolokiaBridge.class);
    private static final Set<String> READ_REQUESTS = Set.of("", "version", "read", "list", "search");

    private final String path;
    private JolokiaServiceManager services;
    private HttpRequestHandler handler;

    /** @param path of the endpoint, without a trailing slash */
    JolokiaBridge(String path) {
        this.path = path;
    }

    /** Blocks. The body must have been read before. */
    void handle(RoutingContext context) {
        try {
            JSONStructure answer = answer(context);
            if (answer != null) {
                context.response()
                        .putHeader("Content-Type", "application/json")
                        .end(NamedStepMarker.mark(answer.toJSONString()));
            }
        } catch (BadRequestException e) {
            ProblemAnswer.send(context, 400, "bad_request", "this is not a Jolokia request");
        } catch (IOException | EmptyResponseException e) {
            LOG.debug("a Jolokia request failed", e);
            ProblemAnswer.send(context, 400, "bad_request", "Jolokia cannot answer this request");
        }
    }

    private JSONStructure answer(RoutingContext context)
            throws BadRequestException, EmptyResponseException, IOException {
        String target = context.request().path().substring(path.length());
        if (context.request().method() == HttpMethod.POST) {
            byte[] body = context.body().buffer() == null
                    ? new byte[0]
                    : context.body().buffer().getBytes();
            return handler()
                    .handlePostRequest(
                            path, new ByteArrayInputStream(body), StandardCharsets.UTF_8.name(), parameters(context));
        }
        String request = target.isEmpty() ? "" : target.substring(1);
        if (!READ_REQUESTS.contains(request.replaceFirst("/.*", ""))
                || context.request().getParam("p") != null) {
            ProblemAnswer.send(context, 405, "method_not_allowed", "GET can only read; use POST for other requests");
            return null;
        }
        return handler().handleGetRequest(path + target, request, parameters(context));
    }

    private static Map<String, String[]> parameters(RoutingContext context) {
        Map<String, String[]> parameters = new LinkedHashMap<>();
        context.queryParams()
                .names()
                .forEach(name ->
                        parameters.put(name, context.queryParams().getAll(name).toArray(String[]::new)));
        return parameters;
    }

    private synchronized HttpRequestHandler handler() {
        if (handler == null) {
            StaticConfiguration configuration = new StaticConfiguration(Map.of(
                    ConfigKey.AGENT_ID.getKeyValue(), "tollgate",
                    ConfigKey.ALLOW_ERROR_DETAILS.getKeyValue(), "false",
                    ConfigKey.DISABLE_DETECTORS.getKeyValue(), "true"));
            services = JolokiaServiceManagerFactory.createJolokiaServiceManager(
                    configuration, new Quiet(), new JolokiaLimits());
            services.addService(new JolokiaSerializer());
            services.addService(new LocalRequestHandler(1));
            handler = new HttpRequestHandler(services.start());
        }
        return handler;
    }

    @Override
    public synchronized void close() {
        if (services != null) {
            services.stop();
            services = null;
            handler = null;
        }
    }

    private static final class Quiet implements LogHandler {
        @Override
        public void debug(String message) {
            LOG.trace(message);
        }

        @Override
        public void info(String message) {
            LOG.debug(message);
        }

        @Override
        public void error(String message, Throwable cause) {
            LOG.warn(message, cause);
        }

        @Override
        public boolean isDebug() {
            return false;
        }
    }
}
