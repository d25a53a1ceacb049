package io.tollgate.x402.signin;

import static java.util.Objects.requireNonNull;

import java.net.URI;

/**
 * What a wallet is asked to sign in for: one address of ours and one sentence that the person at the wallet reads. A
 * proof made for one of them is not valid for another, so a sign-in to download never changes a price.
 *
 * @param uri       absolute, under the gateway's public URL
 * @param statement printable ASCII without a line break, as EIP-4361 wants it
 */
public record SignInRequest(URI uri, String statement) {
    public SignInRequest {
        requireNonNull(uri, "uri must not be null");
        if (!uri.isAbsolute()) {
            throw new IllegalArgumentException("uri must be absolute");
        }
        if (statement == null || !statement.matches("[ -~]{1,200}")) {
            throw new IllegalArgumentException("statement must be 1 to 200 printable ASCII characters");
        }
    }
}
