package io.tollgate.payer;

import java.net.URI;

/** Which hosts are this machine. Names are compared, never resolved. */
public final class LoopbackHosts {
    private LoopbackHosts() {}

    public static boolean loopback(URI url) {
        String host = url.getHost() == null ? "" : url.getHost();
        return host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.[0-9]{1,3}){3}");
    }
}
