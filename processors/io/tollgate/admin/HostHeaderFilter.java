package io.tollgate.admin;

import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Recognizes requests that a foreign web page makes a browser send. Such a page can let its own host name resolve to this
 * machine (DNS rebinding), so only addresses and configured names are accepted in the Host header; and it can send
 * requests to this machine, but the browser then names its origin.
 */
final class HostHeaderFilter {
    private static final Pattern FORM = Pattern.compile("(\\[[0-9a-f:.]+]|[^:\\[\\]@/]+)(?::[0-9]{1,5})?");
    private static final Pattern ADDRESS = Pattern.compile("\\[[0-9a-f:.]+]|[0-9]{1,3}(\\.[0-9]{1,3}){3}");

    private final Set<String> names = new TreeSet<>(Set.of("localhost"));

    /** @param names accepted host names besides localhost, for example the name of a container */
    HostHeaderFilter(List<String> names) {
        names.forEach(name -> this.names.add(name.toLowerCase(Locale.ROOT)));
    }

    /** True when the Host header is an address or an accepted name. The port is ignored, because tunnels change it. */
    boolean allowsHost(HttpServerRequest request) {
        List<String> hosts = request.headers().getAll("Host");
        if (hosts.size() != 1) {
            return false;
        }
        var match = FORM.matcher(hosts.get(0).toLowerCase(Locale.ROOT));
        return match.matches()
                && (names.contains(match.group(1))
                        || ADDRESS.matcher(match.group(1)).matches());
    }

    /** False when a browser sends the request for another site, as Sec-Fetch-Site or Origin says. Other clients send neither. */
    boolean sameOrigin(HttpServerRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null && !site.equals("same-origin") && !site.equals("none")) {
            return false;
        }
        return request.headers().getAll("Origin").stream()
                .allMatch(origin -> sameHost(origin, request.getHeader("Host")));
    }

    private static boolean sameHost(String origin, String host) {
        try {
            return host != null && host.equalsIgnoreCase(URI.create(origin).getAuthority());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
