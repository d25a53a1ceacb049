package io.tollgate.http.access;

import io.netty.util.NetUtil;
import io.vertx.core.http.HttpServerRequest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Finds the address of a client, for rate limits: that of the connection, or, behind trusted proxies, the last address in
 * X-Forwarded-For that is not a trusted proxy. Entries that other hosts add are ignored.
 */
public final class ClientAddress {
    private static final int IPV6_SITE_BYTES = 8;

    private final List<AddressRange> trusted;

    /** @param trusted addresses of proxies; empty when clients connect directly */
    public ClientAddress(List<AddressRange> trusted) {
        this.trusted = List.copyOf(trusted);
    }

    /** An IPv4 address, or the /64 prefix of an IPv6 address, which one site usually has. */
    public String of(HttpServerRequest request) {
        byte[] address = bytes(request.remoteAddress().hostAddress()).orElse(new byte[0]);
        List<String> hops = request.headers().getAll("X-Forwarded-For").stream()
                .flatMap(line -> List.of(line.split(",", -1)).stream())
                .toList();
        for (int hop = hops.size() - 1; hop >= 0 && trusts(address); hop--) {
            Optional<byte[]> forwarded = bytes(hops.get(hop).strip());
            if (forwarded.isEmpty()) {
                break;
            }
            address = forwarded.get();
        }
        int significant = address.length == 16 ? IPV6_SITE_BYTES : address.length;
        return HexFormat.of().formatHex(address, 0, significant);
    }

    private boolean trusts(byte[] address) {
        return trusted.stream().anyMatch(range -> range.contains(address));
    }

    /** Parses a literal address; host names are not resolved. */
    private static Optional<byte[]> bytes(String literal) {
        return Optional.ofNullable(literal).map(NetUtil::createByteArrayFromIpAddressString);
    }
}
