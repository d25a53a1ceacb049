package io.tollgate.payer;

import io.tollgate.x402.protocol.Headers;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/** Sends one request for a file: bare, with a payment, or with the token a payment brought; from a byte on, or whole. */
final class DownloadRequest {

    /** Until the head of the answer: a settlement may take a minute and a half. */
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private static final int LONGEST_ERROR = 64 * 1024;

    private final HttpClient http;
    private final URI url;

    DownloadRequest(HttpClient http, URI url) {
        this.http = http;
        this.url = url;
    }

    /**
     * @param from bytes that are here already; more are asked for only when {@code etag} proves that they belong
     */
    HttpResponse<InputStream> send(Optional<StoredPayment> payment, long from, Optional<String> etag)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(url).timeout(PATIENCE).header("User-Agent", "tollgate-pay");
        payment.ifPresent(kept -> kept.token()
                .ifPresentOrElse(
                        token -> request.header(Headers.DOWNLOAD_TOKEN, token),
                        () -> request.header(kept.headerName(), kept.headerValue())));
        if (from > 0 && etag.isPresent()) {
            request.header("Range", "bytes=" + from + "-").header("If-Range", etag.get());
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    }

    /** What an answer that is not the file says, as far as it is worth reading. */
    static ServerErrorText words(HttpResponse<InputStream> answer) throws IOException {
        return new ServerErrorText(answer.headers(), body(answer));
    }

    static byte[] body(HttpResponse<InputStream> answer) throws IOException {
        return answer.body().readNBytes(LONGEST_ERROR);
    }
}
