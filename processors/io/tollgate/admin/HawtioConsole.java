package io.tollgate.admin;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;

/**
 * Hawtio under {@code /hawtio}: its files, its configuration endpoints, and JMX through Jolokia. The guard of the port
 * requires a login before any of this answers, so Hawtio is configured without its own login.
 */
final class HawtioConsole implements AutoCloseable {
    private static final String PATH = "/hawtio";
    private static final String JOLOKIA = PATH + "/jolokia";
    private static final int MAX_BODY = 512 * 1024;
    private static final String CONFIGURATION = """
            {"branding":{"appName":"Tollgate","appLogoUrl":"img/hawtio-logo.svg","companyLogoUrl":"img/hawtio-logo.svg"},
             "about":{"title":"Tollgate","additionalInfo":"The console is Hawtio.","productInfo":[],"imgSrc":"img/hawtio-logo.svg"},
             "disabledRoutes":["/connect"]}
            """;

    private final ConsoleFiles files = new ConsoleFiles();
    private final JolokiaBridge jolokia = new JolokiaBridge(JOLOKIA);

    void mount(Router router) {
        router.route(HttpMethod.POST, JOLOKIA + "*")
                .handler(BodyHandler.create(false).setBodyLimit(MAX_BODY))
                .blockingHandler(this::handleJolokia, false);
        router.get(JOLOKIA + "*").blockingHandler(this::handleJolokia, false);
        json(router, "/user", "\"public\"");
        json(router, "/plugin", "[]");
        json(router, "/auth/config", "{}");
        json(router, "/auth/config/session-timeout", "{\"timeout\":-1}");
        json(router, "/keycloak/enabled", "false");
        json(router, "/proxy/enabled", "false");
        json(router, "/hawtconfig.json", CONFIGURATION);
        router.get(PATH + "/*").blockingHandler(this::sendFile, false);
    }

    private void handleJolokia(RoutingContext context) {
        if (context.request().path().matches(JOLOKIA + "(/.*)?")) {
            jolokia.handle(context);
        } else {
            context.next();
        }
    }

    private static void json(Router router, String path, String answer) {
        router.get(PATH + path)
                .handler(context -> context.response()
                        .putHeader("Content-Type", "application/json")
                        .end(answer));
    }

    private void sendFile(RoutingContext context) {
        if (context.request().path().equals(PATH)) {
            context.redirect(PATH + "/");
            return;
        }
        String accept = context.request().getHeader("Accept");
        files.handle(
                context,
                context.request().path().substring(PATH.length() + 1),
                accept != null && accept.contains("text/html"));
    }

    @Override
    public void close() {
        jolokia.close();
    }
}
