package io.tollgate.admin;

import io.tollgate.http.server.ProblemAnswer;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/** The console's own files, from the class path. What looks like a place inside the console is its one page. */
final class ConsoleFiles {
    private static final String ROOT = "hawtio/";
    private static final String PAGE = "index.html";
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "json", "application/json",
            "svg", "image/svg+xml",
            "ico", "image/x-icon",
            "png", "image/png",
            "woff2", "font/woff2",
            "txt", "text/plain; charset=utf-8");

    /** Monaco and the JSON schemas of the console make functions of text; everything it loads is its own. */
    private static final String POLICY = "default-src 'self'; script-src 'self' 'unsafe-eval'; style-src 'self' "
            + "'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; worker-src 'self' blob:; "
            + "connect-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    /** True when the build has put the console there. */
    static boolean present() {
        return ConsoleFiles.class.getClassLoader().getResource(ROOT + PAGE) != null;
    }

    /**
     * Blocks. The guard has refused dots and escapes in the path already.
     *
     * @param page true when the browser wants a page to show
     */
    void handle(RoutingContext context, String name, boolean page) {
        String last = name.substring(name.lastIndexOf('/') + 1);
        String file = last.contains(".") || !page ? name : PAGE;
        String type = TYPES.get(file.substring(file.lastIndexOf('.') + 1));
        try (InputStream content = type == null ? null : open(file)) {
            if (content == null) {
                ProblemAnswer.send(context, 404, "not_found", "nothing is here");
                return;
            }
            HttpServerResponse response = context.response().putHeader("Content-Type", type);
            response.putHeader("Content-Security-Policy", POLICY);
            if (file.startsWith("static/")) {
                // their names change with their content
                response.putHeader("Cache-Control", "private, max-age=31536000, immutable");
            }
            response.end(Buffer.buffer(content.readAllBytes()));
        } catch (IOException e) {
            context.fail(e);
        }
    }

    private static InputStream open(String file) {
        return ConsoleFiles.class.getClassLoader().getResourceAsStream(ROOT + file);
    }
}
