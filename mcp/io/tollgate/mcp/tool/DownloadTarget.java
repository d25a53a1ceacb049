package io.tollgate.mcp.tool;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.camel.Exchange;

/**
 * What a tool is asked to get, on its way through the route.
 *
 * @param output where the caller wants it; empty: in the answer
 */
record DownloadTarget(URI url, Optional<Path> output) {
    private static final String PROPERTY = "goods";

    static DownloadTarget of(Exchange exchange) {
        return exchange.getProperty(PROPERTY, DownloadTarget.class);
    }

    void in(Exchange exchange) {
        exchange.setProperty(PROPERTY, this);
    }
}
