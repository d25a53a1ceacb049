package io.tollgate.admin;

import io.tollgate.http.server.ProblemAnswer;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/** Serves the files of the console from the class path. Paths without an extension are views of its single page. */
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

    /** The console compiles text to functions (Monaco, JSON schemas), and loads nothing from other origins. */
    private static final String POLICY = "default-src 'self'; script-src 'self' 'unsafe-eval'; style-src 'self' "
            + "'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; worker-src 'self' blob:; "
            + "connect-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    /** True when the build contains the console. */
    static boolean present() {
        return ConsoleFiles.class.getClassLoader().getResource(ROOT + PAGE) != null;
    }

    /**
     * Blocks. The guard has already refused dots and escapes in the path.
     *
     * @param page true when the browser navigates, and expects HTML
     */
    void handle(RoutingContext context, String name, boolean page) {
        String last = name.substring(name.lastIndexOf('/') + 1);
        String file = last.contains(".") || !page ? name : PAGE;
        String type = TYPES.get(file.substring(file.lastIndexOf('.') + 1));
        try (InputStream content = type == null ? null : open(file)) {
            if (content == null) {
                ProblemAnswer.send(context, 404, "not_found", "there is no such file");
                return;
            }
            HttpServerResponse response = context.response().putHeader("Content-Type", type);
            response.putHeader("Content-Security-Policy", POLICY);
            if (file.startsWith("static/")) {
                // the file name changes with the content
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
