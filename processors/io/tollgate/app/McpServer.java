package io.tollgate.app;

import io.tollgate.admin.api.ReportHealth;
import io.tollgate.http.server.GatewayServer;
import io.tollgate.http.server.RequestHeaderAllowList;
import io.tollgate.mcp.StdioLoop;
import io.tollgate.routecheck.RouteSet;
import io.tollgate.sale.AnswerProblem;
import io.tollgate.settings.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import org.apache.camel.CamelContext;
import org.apache.camel.main.Main;

/**
 * The MCP tools without a gateway in the same process: over HTTP at {@code /mcp}, or over standard input and output. They
 * use the gateway at RESOURCE_SERVER_URL.
 */
public final class McpServer implements AutoCloseable {
    private final GatewayServer server;
    private final McpBeans beans;
    private final Main camel;
    private final CountDownLatch stopped = new CountDownLatch(1);

    private McpServer(GatewayServer server, McpBeans beans, Main camel) {
        this.server = server;
        this.beans = beans;
        this.camel = camel;
    }

    /**
     * Starts a server of {@code /mcp} and {@code /health}, and returns when it serves.
     *
     * @throws StartFailure when it does not start; everything that was started is stopped
     */
    public static McpServer start(Settings settings) throws StartFailure {
        GatewayServer server;
        try {
            server = GatewayServer.listen(
                    settings.server().host(), settings.server().port());
        } catch (IOException e) {
            throw StartFailure.setting(e.getMessage(), e);
        }
        Main camel = camel(RouteFiles.mcpServer(), true, settings);
        McpBeans beans = McpBeans.ofServer(settings, Clock.systemUTC(), new SecureRandom());
        try {
            Steps steps = camel::bind;
            steps.bean(CamelDefaults.REQUEST_HEADERS, new RequestHeaderAllowList());
            beans.bind(camel::bind);
            steps.add("reportHealth", new ReportHealth(Clock.systemUTC()));
            steps.add("answerProblem", new AnswerProblem());
            camel.init();
            server.mount(camel.getCamelContext());
            camel.start();
            beans.messageHandlers().get();
            server.open();
            return new McpServer(server, beans, camel);
        } catch (Exception e) {
            camel.stop();
            beans.close();
            server.close();
            throw StartFailure.fault("The MCP server could not start: " + e.getMessage(), e);
        }
    }

    /** Answers messages until the input ends. */
    public static void serveStdio(Settings settings, InputStream in, OutputStream out) throws Exception {
        Main camel = camel(RouteFiles.mcpTools(), false, settings);
        try (McpBeans beans = McpBeans.ofProgram(settings, Clock.systemUTC(), new SecureRandom())) {
            beans.bind(camel::bind);
            camel.start();
            new StdioLoop(beans.messageHandlers(), in, out).run();
        } finally {
            camel.stop();
        }
    }

    private static Main camel(RouteSet routes, boolean overHttp, Settings settings) {
        Properties properties = CamelDefaults.properties(settings);
        if (overHttp) {
            properties.put(CamelDefaults.HEADERS, "#" + CamelDefaults.REQUEST_HEADERS);
        }
        Main camel = new Main();
        CamelDefaults.configure(camel, "tollgate-mcp", settings, properties);
        camel.configure().addRoutesBuilder(routes.builder());
        return camel;
    }

    /** For tools that are not in a route file. */
    CamelContext context() {
        return camel.getCamelContext();
    }

    public int port() {
        return server.port();
    }

    /** Returns when the server has been closed. */
    public void awaitStop() throws InterruptedException {
        stopped.await();
    }

    /** Refuses new calls, finishes calls in flight within the drain time, and stops. */
    @Override
    public void close() {
        server.drain();
        camel.stop();
        beans.close();
        server.close();
        stopped.countDown();
    }
}
