package io.tollgate.http.access;

import io.tollgate.http.server.Problem;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Authorizes an upload at the operator's expense by one of the upload tokens, within the rate limit of the token. Without
 * configured tokens, a development gateway accepts every upload and a production gateway none. Where uploads have a price,
 * a client without a token is directed to the paid upload.
 */
public final class AuthorizeUploader implements Processor {
    private static final Logger LOG = LoggerFactory.getLogger(AuthorizeUploader.class);
    private static final String SCHEME = "Bearer ";

    private final Optional<NamedTokens> tokens;
    private final boolean openWithoutToken;
    private final boolean priced;
    private final RateLimit limit;

    /**
     * @param priced whether clients without a token may pay for an upload
     * @param limit  uploads of one token within a minute
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
                    "without a token an upload costs money: POST /uploads with the header Upload-Length to get the price");
        }
        if (tokens.isPresent()) {
            String name = tokens.get().find(presentedToken(exchange)).orElseThrow(AuthorizeUploader::tokenRequired);
            limit.tryAcquire(name).ifPresent(LimitUploads::refuse);
            LOG.debug("an upload with the token {}", name);
        } else if (!openWithoutToken) {
            throw Problem.of(403, "uploads_closed", "this gateway accepts no uploads: it has no upload token");
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
