package io.tollgate.mcp;

import io.tollgate.http.server.Problem;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Keeps web pages out: a page of another site that a user happens to look at could otherwise call the tools of a server
 * on the same machine, under a name that it makes point there.
 */
public final class CheckOrigin implements Processor {
    private static final List<String> HERE = List.of("localhost", "127.0.0.1", "[::1]");

    private final Set<String> allowed;
    private final boolean hereOnly;

    /**
     * @param allowed  origins of web pages that may call, beside those of this machine: {@code https://app.example.com}
     * @param hereOnly true when the server listens on the loopback address: then it is called by no other name
     */
    public CheckOrigin(List<URI> allowed, boolean hereOnly) {
        this.allowed = allowed.stream()
                .map(origin -> origin.toString().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        this.hereOnly = hereOnly;
    }

    @Override
    public void process(Exchange exchange) {
        McpRequest request = McpRequest.of(exchange);
        List<String> origins = request.http.headers().getAll("Origin");
        if (!origins.stream().allMatch(this::mayCall)) {
            throw Problem.of(403, "origin_refused", "web pages of this origin may not call this server");
        }
        String host = request.header("Host").orElse("");
        if (hereOnly && !HERE.contains(name(host))) {
            throw Problem.of(403, "host_refused", "this server listens on this machine only, and not under that name");
        }
    }

    private boolean mayCall(String origin) {
        if (allowed.contains(origin.toLowerCase(Locale.ROOT))) {
            return true;
        }
        try {
            URI uri = new URI(origin);
            boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            return web && uri.getHost() != null && uri.getRawUserInfo() == null && HERE.contains(uri.getHost());
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static String name(String host) {
        return host.replaceFirst(":[0-9]{1,5}$", "").toLowerCase(Locale.ROOT);
    }
}
