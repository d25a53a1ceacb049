package io.tollgate.admin;

import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Which requests a browser may have been tricked into. A page of somebody else's can point its own name at this machine
 * (DNS rebinding), but not an address or a name we list; and it can send requests here, but not hide where they come from.
 */
final class HostHeaderFilter {
    private static final Pattern FORM = Pattern.compile("(\\[[0-9a-f:.]+]|[^:\\[\\]@/]+)(?::[0-9]{1,5})?");
    private static final Pattern ADDRESS = Pattern.compile("\\[[0-9a-f:.]+]|[0-9]{1,3}(\\.[0-9]{1,3}){3}");

    private final Set<String> names = new TreeSet<>(Set.of("localhost"));

    /** @param names what else this port may be called by, such as the name of a container */
    HostHeaderFilter(List<String> names) {
        names.forEach(name -> this.names.add(name.toLowerCase(Locale.ROOT)));
    }

    /** The Host header is an address or one of our names; the port does not matter, tunnels change it. */
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

    /** A browser that sends this for another site says so, in one of two headers; who is no browser sends neither. */
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
