package io.tollgate.payer;

import io.tollgate.http.upstream.Sleeper;
import io.tollgate.x402.money.Networks;
import io.tollgate.x402.protocol.Headers;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * One purchase from the first request to the complete file. A payment is written down before it is sent and presented
 * unchanged in every further attempt; nothing in here signs a second one.
 */
final class PurchaseSession {
    private static final int ATTEMPTS = 6;

    /** While there is nothing to lose, a person would rather know. */
    private static final int ATTEMPTS_BEFORE_PAYING = 3;

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

    /** What follows from one answer: the end, the next request at once, or one after a while. */
    private sealed interface Step {
        record End(PurchaseResult purchase) implements Step {}

        record Next() implements Step {}

        record Later(Optional<Duration> patience, String why) implements Step {}
    }

    private final PaymentNegotiator negotiator;
    private final DownloadRequest ask;
    private final PaymentStore file;
    private final PartFile part;
    private final Path output;
    private final Networks networks;
    private final Sleeper sleeper;
    private final Duration patience;
    private final long largest;
    private final PurchaseListener listener;

    private Optional<StoredPayment> payment = Optional.empty();
    private Optional<String> etag = Optional.empty();
    private boolean again;

    PurchaseSession(
            PaymentNegotiator negotiator,
            DownloadRequest ask,
            PaymentStore file,
            PartFile part,
            Path output,
            Networks networks,
            Sleeper sleeper,
            Duration patience,
            long largest,
            PurchaseListener listener) {
        this.negotiator = negotiator;
        this.ask = ask;
        this.file = file;
        this.part = part;
        this.output = output;
        this.networks = networks;
        this.sleeper = sleeper;
        this.patience = patience;
        this.largest = largest;
        this.listener = listener;
    }

    PurchaseResult run(boolean keep) throws IOException, InterruptedException {
        payment = file.load().filter(kept -> !negotiator.dead(kept));
        if (payment.isPresent() && !payment.get().url().equals(negotiator.url())) {
            return new PurchaseResult.NotPaid(
                    file.place() + " holds a payment for another address; choose another output");
        }
        again = payment.isPresent();
        etag = payment.flatMap(StoredPayment::etag);
        String trouble = "";
        long furthest = part.size();
        for (int attempt = 1; attempt <= attempts(); attempt++) {
            Step step = once(keep);
            while (step instanceof Step.Next) {
                step = once(keep);
            }
            if (step instanceof Step.End end) {
                return end.purchase();
            }
            Step.Later later = (Step.Later) step;
            trouble = later.why();
            if (part.size() > furthest) {
                furthest = part.size();
                attempt = 1;
            }
            if (attempt < attempts()) {
                Duration wait = later.patience().orElse(Duration.ofSeconds(1L << (attempt - 1)));
                listener.waiting(wait, trouble);
                sleeper.sleep(wait);
            }
        }
        return givenUp(trouble);
    }

    private int attempts() throws IOException {
        return payment.isEmpty() && part.size() == 0 ? ATTEMPTS_BEFORE_PAYING : ATTEMPTS;
    }

    private PurchaseResult givenUp(String trouble) {
        if (payment.isEmpty()) {
            return new PurchaseResult.Failed(trouble);
        }
        if (payment.get().state() == StoredPayment.State.PAID) {
            return new PurchaseResult.Failed(trouble + "; the file is paid for, run the command again to go on");
        }
        return new PurchaseResult.Unknown("the payment was sent and its outcome is not known (" + trouble + "); "
                + file.place() + " holds it, run the command again to present the same one");
    }

    private Step once(boolean keep) throws IOException, InterruptedException {
        HttpResponse<InputStream> answer;
        try {
            answer = ask.send(payment, part.size(), etag);
        } catch (IOException e) {
            return new Step.Later(
                    Optional.empty(), "no answer from " + negotiator.url().getAuthority() + ": " + said(e));
        }
        try {
            return answered(answer, keep);
        } finally {
            answer.body().close();
        }
    }

    private Step answered(HttpResponse<InputStream> answer, boolean keep) throws IOException, InterruptedException {
        return switch (answer.statusCode()) {
            case 200, 206 -> received(answer, keep);
            case 402 -> money(answer);
            case 416 -> {
                part.restart();
                yield new Step.Later(Optional.of(Duration.ZERO), "the server does not have the rest of this file");
            }
            case 408, 425, 429, 503 -> later(answer);
            default -> other(answer);
        };
    }

    private Step received(HttpResponse<InputStream> answer, boolean keep) throws IOException {
        HttpHeaders headers = answer.headers();
        etag = DownloadReceiver.strongTag(headers);
        if (payment.isPresent()) {
            remember(payment.get().paid(headers.firstValue(Headers.DOWNLOAD_TOKEN), etag));
        }
        return switch (new DownloadReceiver(part, patience, largest, listener).take(answer)) {
            case DownloadReceiver.Received.Cut cut -> new Step.Later(Optional.empty(), cut.why());
            case DownloadReceiver.Received.TooLarge large ->
                new Step.End(new PurchaseResult.TooLarge(
                        large.bytes(), headers.firstValue(Headers.DOWNLOAD_LINK), paid(headers)));
            case DownloadReceiver.Received.Wrong wrong -> new Step.End(new PurchaseResult.Failed(wrong.why()));
            case DownloadReceiver.Received.Complete complete -> {
                part.complete();
                if (!keep) {
                    file.delete();
                }
                yield new Step.End(new PurchaseResult.Saved(
                        output, complete.bytes(), complete.sha256(), complete.verified(), paid(headers)));
            }
        };
    }

    private Optional<PurchaseResult.Paid> paid(HttpHeaders headers) {
        return payment.map(kept -> new PurchaseResult.Paid(
                kept.amount(),
                networks.find(kept.chain()).orElseThrow(),
                kept.payTo(),
                again,
                new ServerErrorText(headers, new byte[0]).transaction()));
    }

    private Step money(HttpResponse<InputStream> answer) throws IOException, InterruptedException {
        if (tokenIsUsedUp()) {
            return new Step.Next();
        }
        PaymentNegotiator.Outcome outcome = payment.isEmpty()
                ? negotiator.sign(answer)
                : negotiator.refused(payment.get(), DownloadRequest.words(answer), file.place());
        return switch (outcome) {
            case PaymentNegotiator.Outcome.Signed signed -> {
                remember(signed.payment());
                yield new Step.Next();
            }
            case PaymentNegotiator.Outcome.Over over -> {
                if (over.remember().isPresent()) {
                    remember(over.remember().get());
                }
                yield new Step.End(over.end());
            }
        };
    }

    /** A token that is not taken any more is forgotten; the payment that brought it is presented instead. */
    private boolean tokenIsUsedUp() throws IOException {
        boolean had = payment.flatMap(StoredPayment::token).isPresent();
        if (had) {
            remember(payment.get().withoutToken());
        }
        return had;
    }

    private void remember(StoredPayment kept) throws IOException {
        file.save(kept);
        payment = Optional.of(kept);
    }

    private static Step later(HttpResponse<InputStream> answer) throws IOException {
        Optional<Duration> wait = answer.headers()
                .firstValue("Retry-After")
                .filter(text -> text.matches("[0-9]{1,6}"))
                .map(text -> Duration.ofSeconds(Long.parseLong(text)))
                .map(asked -> asked.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : asked);
        return new Step.Later(wait, said(answer));
    }

    private Step other(HttpResponse<InputStream> answer) throws IOException {
        int status = answer.statusCode();
        if ((status == 401 || status == 403) && tokenIsUsedUp()) {
            return new Step.Next();
        }
        if (status >= 500 && payment.isPresent()) {
            return later(answer);
        }
        if (status >= 300 && status < 400) {
            return new Step.End(new PurchaseResult.Failed("the server redirects (" + status
                    + "), and a payment follows no redirect; use the address it redirects to"));
        }
        return new Step.End(
                payment.isPresent() && payment.get().state() == StoredPayment.State.SIGNED
                        ? new PurchaseResult.Unknown(
                                said(answer) + "; " + file.place() + " holds the payment that was sent")
                        : new PurchaseResult.Failed(said(answer)));
    }

    private static String said(HttpResponse<InputStream> answer) throws IOException {
        return "the server answers " + answer.statusCode() + ": "
                + DownloadRequest.words(answer).reason();
    }

    private static String said(IOException e) {
        if (e instanceof ConnectException) {
            return "it cannot be connected to";
        }
        return ServerErrorText.clean(e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
    }
}
