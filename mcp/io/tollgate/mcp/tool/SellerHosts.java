package io.tollgate.mcp.tool;

import io.tollgate.mcp.ToolFailure;
import io.tollgate.payer.LoopbackHosts;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where tools may ask and buy: at the gateway the operator named, and at listed hosts over https. A name that leads to a
 * private address is refused, and over https a server that took a name over later cannot show its certificate.
 */
public final class SellerHosts {
    private final URI gateway;
    private final Set<String> hosts;
    private final boolean localhost;
    private final Lookup lookup;

    /** Finds the addresses of a name. */
    @FunctionalInterface
    public interface Lookup {
        InetAddress[] of(String host) throws UnknownHostException;
    }

    public SellerHosts(URI gateway, List<String> hosts, boolean localhost, Lookup lookup) {
        this.gateway = gateway;
        this.hosts = hosts.stream().map(host -> host.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
        this.localhost = localhost;
        this.lookup = lookup;
    }

    /** An address on the gateway. @param path begins with a slash */
    URI onGateway(String path) {
        String base = gateway.toString().replaceAll("/+$", "");
        URI url;
        try {
            url = new URI(base + path);
        } catch (URISyntaxException e) {
            throw refused("path must be a plain path such as /items");
        }
        if (!path.startsWith("/") || path.startsWith("//") || !sameOrigin(url)) {
            throw refused("path must be a plain path such as /items");
        }
        return url;
    }

    /** Another server's address, if it is one that may be bought from. */
    URI elsewhere(String written) {
        URI url;
        try {
            url = new URI(written);
        } catch (URISyntaxException e) {
            throw refused("url is not well-formed");
        }
        if (url.getHost() == null || url.getRawUserInfo() != null || url.getRawFragment() != null) {
            throw refused("url must be https://host/… without credentials");
        }
        if (sameOrigin(url)) {
            return url;
        }
        if (localhost && LoopbackHosts.loopback(url) && List.of("http", "https").contains(url.getScheme())) {
            return url;
        }
        String host = url.getHost().toLowerCase(Locale.ROOT);
        if (!"https".equals(url.getScheme()) || !hosts.contains(host)) {
            throw refused("this server buys from listed hosts over https only (WALLET_HOSTS), and " + host
                    + " is not one or not over https");
        }
        checkPublic(host);
        return url;
    }

    private void checkPublic(String host) {
        try {
            for (InetAddress address : lookup.of(host)) {
                if (isPrivate(address)) {
                    throw refused("the host leads to a private address");
                }
            }
        } catch (UnknownHostException e) {
            throw refused("the host is not known");
        }
    }

    static boolean isPrivate(InetAddress address) {
        byte[] bytes = address.getAddress();
        int first = bytes[0] & 0xff;
        int second = bytes[1] & 0xff;
        boolean v4 = bytes.length == 4;
        return address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()
                || v4 && (first == 0 || first >= 240 || first == 100 && second >= 64 && second < 128)
                || !v4 && ((first & 0xfe) == 0xfc || first == 0 || first == 0x20 && second == 0x02 || first == 0x64);
    }

    private boolean sameOrigin(URI url) {
        return gateway.getScheme().equalsIgnoreCase(url.getScheme())
                && gateway.getHost().equalsIgnoreCase(url.getHost())
                && gateway.getPort() == url.getPort()
                && url.getRawUserInfo() == null;
    }

    private static ToolFailure refused(String why) {
        return ToolFailure.of("address_refused", why);
    }
}
