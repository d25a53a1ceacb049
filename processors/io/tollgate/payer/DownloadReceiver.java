package io.tollgate.payer;

import io.tollgate.x402.protocol.Headers;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes in an answer that carries the file or the rest of it, and says whether the file is complete and right. */
final class DownloadReceiver {
    private static final Pattern RANGE = Pattern.compile("bytes ([0-9]{1,18})-[0-9]{1,18}/([0-9]{1,18}|\\*)");
    private static final Pattern HASH = Pattern.compile("\"?([0-9a-fA-F]{64})\"?");
    private static final long NOT_SAID = -1;

    /** What came. */
    sealed interface Received {
        /** @param verified true when the server had named the hash */
        record Complete(long bytes, String sha256, boolean verified) implements Received {}

        /** The rest can be asked for. */
        record Cut(String why) implements Received {}

        /** More than is taken here; nothing of it was kept. @param bytes -1 when the server does not say how many */
        record TooLarge(long bytes) implements Received {}

        /** All came, and it is not the file. */
        record Wrong(String why) implements Received {}
    }

    private final PartFile part;
    private final Duration patience;
    private final long largest;
    private final PurchaseListener listener;

    /**
     * @param patience how long nothing may come before the transfer counts as cut
     * @param largest  bytes of a file that is taken at most
     */
    DownloadReceiver(PartFile part, Duration patience, long largest, PurchaseListener listener) {
        this.part = part;
        this.patience = patience;
        this.largest = largest;
        this.listener = listener;
    }

    /** The answer's entity tag when it is a strong one, which a later range may refer to. */
    static Optional<String> strongTag(HttpHeaders headers) {
        return headers.firstValue("ETag").filter(tag -> tag.startsWith("\""));
    }

    Received take(HttpResponse<InputStream> answer) throws IOException {
        long total = answer.headers().firstValueAsLong("Content-Length").orElse(NOT_SAID);
        if (answer.statusCode() == 206) {
            Matcher range =
                    RANGE.matcher(answer.headers().firstValue("Content-Range").orElse(""));
            if (!range.matches() || Long.parseLong(range.group(1)) != part.size()) {
                part.restart();
                return new Received.Cut("the server sent another range than it was asked for");
            }
            total = range.group(2).equals("*") ? NOT_SAID : Long.parseLong(range.group(2));
        } else {
            part.restart();
        }
        long whole = total;
        if (whole > largest) {
            part.restart();
            return new Received.TooLarge(whole);
        }
        try (IdleTimeout guard = new IdleTimeout(answer.body(), patience)) {
            part.append(answer.body(), largest, done -> {
                guard.alive();
                listener.progress(done, whole);
            });
        } catch (PartFile.Overflow e) {
            part.restart();
            return new Received.TooLarge(NOT_SAID);
        } catch (PartFile.Broken e) {
            return new Received.Cut("the transfer broke off after " + part.size() + " bytes");
        }
        if (whole != NOT_SAID && part.size() != whole) {
            long came = part.size();
            if (came > whole) {
                part.restart();
            }
            return new Received.Cut(came + " of " + whole + " bytes came");
        }
        return checked(answer.headers());
    }

    private Received checked(HttpHeaders headers) throws IOException {
        String actual = part.sha256();
        Optional<String> named = headers.firstValue(Headers.SHA256)
                .or(() -> strongTag(headers))
                .map(HASH::matcher)
                .filter(Matcher::matches)
                .map(match -> match.group(1).toLowerCase(Locale.ROOT));
        if (named.isPresent() && !named.get().equals(actual)) {
            part.restart();
            return new Received.Wrong("what came is not the file that the server named (sha256 differs)");
        }
        return new Received.Complete(part.size(), actual, named.isPresent());
    }
}
