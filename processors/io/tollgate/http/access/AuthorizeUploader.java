package io.tollgate.http.access;

import io.tollgate.http.server.Problem;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets in who may store files at the house's expense: whoever shows one of the upload tokens, so many times a minute;
 * everybody on a development gateway that has none; nobody on a public one that has none. Where uploads have a price,
 * whoever shows no token is sent to where it can be paid.
 */
public final class AuthorizeUploader implements Processor {
    private static final Logger LOG = LoggerFactory.getLogger(AuthorizeUploader.class);
    private static final String SCHEME = "Bearer ";

    private final Optional<NamedTokens> tokens;
    private final boolean openWithoutToken;
    private final boolean priced;
    private final RateLimit limit;

    /**
     * @param priced whether an upload may be paid for instead
     * @param limit  how often one token is taken within a minute
     */
    public AuthorizeUploader(Optional<NamedTokens> tokens, boolean openWithoutToken, boolean priced, RateLimit limit) {
        this.tokens = tokens;
        this.openWithoutToken = openWithoutToken && !priced;
        this.priced = priced;
        this.limit = limit;
    }

    @Override
    public void process(Exchange exchange) {
        if (priced && header(exchange).isBlank()) {
            throw Problem.of(
                    403,
                    "upload_is_paid",
                    "without a token an upload is paid for: POST /uploads with the header Upload-Length names the price");
        }
        if (tokens.isPresent()) {
            String name = tokens.get().find(presentedToken(exchange)).orElseThrow(AuthorizeUploader::tokenRequired);
            limit.tryAcquire(name).ifPresent(LimitUploads::refuse);
            LOG.debug("an upload with the token {}", name);
        } else if (!openWithoutToken) {
            throw Problem.of(403, "uploads_closed", "this gateway takes no uploads: it has no upload token");
        }
    }

    private static String presentedToken(Exchange exchange) {
        String header = header(exchange);
        return header.startsWith(SCHEME) ? header.substring(SCHEME.length()).strip() : "";
    }

    private static String header(Exchange exchange) {
        return exchange.getMessage().getHeader("Authorization", "", String.class);
    }

    private static Problem tokenRequired() {
        return Problem.of(401, "upload_token_required", "an upload needs the header Authorization: Bearer <token>");
    }
}
