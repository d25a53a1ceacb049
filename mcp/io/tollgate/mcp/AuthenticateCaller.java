package io.tollgate.mcp;

import io.tollgate.http.server.Problem;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Finds out who calls. A presented token must be valid; a call without one is admitted only where the operator allows
 * anonymous callers, who pay with their own wallet.
 */
public final class AuthenticateCaller implements Processor {
    private static final String SCHEME = "bearer ";

    private final Callers callers;
    private final Optional<Caller> withoutToken;
    private final Challenge challenge;

    /** @param withoutToken the caller without a token; empty: refused */
    public AuthenticateCaller(Callers callers, Optional<Caller> withoutToken, Challenge challenge) {
        this.callers = callers;
        this.withoutToken = withoutToken;
        this.challenge = challenge;
    }

    @Override
    public void process(Exchange exchange) {
        McpRequest request = McpRequest.of(exchange);
        Optional<String> header = request.header("Authorization");
        if (header.isEmpty()) {
            request.caller = withoutToken.orElseThrow(() -> challenge.refusal("a bearer token is needed"));
            return;
        }
        String text = header.get();
        boolean bearer = text.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
        request.caller = Optional.of(text)
                .filter(any -> bearer)
                .flatMap(any -> callers.find(text.substring(SCHEME.length()).strip()))
                .orElseThrow(() -> challenge.refusal("this token is not a valid one"));
    }

    /** Whom a bearer token belongs to. */
    @FunctionalInterface
    public interface Callers {
        Optional<Caller> find(String token);

        /** Those of both. */
        default Callers or(Callers others) {
            return token -> find(token).or(() -> others.find(token));
        }
    }

    /** How a refusal tells where a token is to be had (RFC 6750, RFC 9728). */
    public record Challenge(Optional<String> metadataUrl) {
        Problem refusal(String why) {
            String metadata = metadataUrl
                    .map(url -> ", resource_metadata=\"" + url + "\"")
                    .orElse("");
            return Problem.of(401, "token_required", why)
                    .with("WWW-Authenticate", "Bearer realm=\"tollgate-mcp\", error=\"invalid_token\"" + metadata);
        }
    }
}
