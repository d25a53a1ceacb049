package io.tollgate.upload;

import io.tollgate.http.Problem;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Lets in who may store files at the house's expense: whoever shows the upload token; everybody on a development
 * gateway that has none; nobody on a public one that has none.
 */
public final class AdmitUploader implements Processor {
    private static final String SCHEME = "Bearer ";

    private final Optional<byte[]> token;
    private final boolean openWithoutToken;

    public AdmitUploader(Optional<String> token, boolean openWithoutToken) {
        this.token = token.map(text -> text.getBytes(StandardCharsets.UTF_8));
        this.openWithoutToken = openWithoutToken;
    }

    @Override
    public void process(Exchange exchange) {
        if (token.isEmpty()) {
            if (!openWithoutToken) {
                throw Problem.of(403, "uploads_closed", "this gateway takes no uploads: it has no upload token");
            }
            return;
        }
        String header = exchange.getMessage().getHeader("Authorization", "", String.class);
        byte[] shown = header.startsWith(SCHEME)
                ? header.substring(SCHEME.length()).strip().getBytes(StandardCharsets.UTF_8)
                : new byte[0];
        if (!MessageDigest.isEqual(shown, token.get())) {
            throw Problem.of(401, "upload_token_required", "an upload needs the header Authorization: Bearer <token>");
        }
    }
}
