package io.tollgate.payer;

import static java.util.Objects.requireNonNull;

import io.tollgate.http.upstream.Sleeper;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/**
 * One request that may cost something and brings no file: it is asked, paid for once at most, and asked with that same
 * payment until its answer is no longer about money. The payment stays written down until {@link #done()}.
 */
public final class PaidRequest {
    private static final int ATTEMPTS = 6;

    /** What came of it. */
    public sealed interface Outcome {
        /** The answer to the request itself; the caller closes its body. */
        record Answered(HttpResponse<InputStream> answer) implements Outcome {}

        /** Nothing was paid. */
        record NotPaid(String why) implements Outcome {}

        /** A payment was sent, and it is not known what became of it; the same request later presents it again. */
        record Unknown(String why) implements Outcome {}
    }

    private final HttpClient http;
    private final PaymentNegotiator negotiator;
    private final PaymentStore memory;
    private final Sleeper sleeper;
    private final PurchaseListener listener;

    PaidRequest(
            HttpClient http,
            PaymentNegotiator negotiator,
            PaymentStore memory,
            Sleeper sleeper,
            PurchaseListener listener) {
        this.http = requireNonNull(http, "http must not be null");
        this.negotiator = requireNonNull(negotiator, "negotiator must not be null");
        this.memory = requireNonNull(memory, "memory must not be null");
        this.sleeper = requireNonNull(sleeper, "sleeper must not be null");
        this.listener = requireNonNull(listener, "listener must not be null");
    }

    /**
     * Sends a request to the address that is paid.
     *
     * @param request without a payment; its body can be sent again
     * @throws IOException when the server does not answer and nothing was paid, or the payment cannot be stored
     */
    public Outcome send(HttpRequest.Builder request) throws IOException, InterruptedException {
        Optional<StoredPayment> payment = memory.load().filter(kept -> !negotiator.dead(kept));
        if (payment.isPresent() && !payment.get().url().equals(negotiator.url())) {
            return new Outcome.NotPaid(memory.place() + " holds a payment for another request; move it away first");
        }
        String trouble = "";
        int attempts = 0;
        while (attempts < ATTEMPTS) {
            if (attempts > 0) {
                Duration wait = Duration.ofSeconds(1L << (attempts - 1));
                listener.waiting(wait, trouble);
                sleeper.sleep(wait);
            }
            HttpResponse<InputStream> answer;
            try {
                answer = ask(request, payment);
            } catch (IOException e) {
                if (payment.isEmpty()) {
                    throw e;
                }
                trouble = "no answer from " + negotiator.url().getAuthority();
                attempts++;
                continue;
            }
            boolean forMoney = answer.statusCode() == 402;
            if (!forMoney && (payment.isEmpty() || answer.statusCode() < 500)) {
                return new Outcome.Answered(answer);
            }
            try (InputStream body = answer.body()) {
                if (forMoney) {
                    switch (negotiate(answer, payment)) {
                        case PaymentNegotiator.Outcome.Signed signed -> {
                            memory.save(signed.payment());
                            payment = Optional.of(signed.payment());
                        }
                        case PaymentNegotiator.Outcome.Over over -> {
                            return ended(over);
                        }
                    }
                } else {
                    trouble = "the server answers " + answer.statusCode() + ": "
                            + DownloadRequest.words(answer).reason();
                    attempts++;
                }
            }
        }
        return new Outcome.Unknown("the payment was sent and its outcome is not known (" + trouble + "); "
                + memory.place() + " holds it, run the command again to present the same one");
    }

    /** The payment has done its work and is forgotten. */
    public void done() throws IOException {
        memory.delete();
    }

    private HttpResponse<InputStream> ask(HttpRequest.Builder request, Optional<StoredPayment> payment)
            throws IOException, InterruptedException {
        HttpRequest.Builder asking = request.copy().uri(negotiator.url());
        payment.ifPresent(kept -> asking.setHeader(kept.headerName(), kept.headerValue()));
        return http.send(asking.build(), BodyHandlers.ofInputStream());
    }

    private PaymentNegotiator.Outcome negotiate(HttpResponse<InputStream> answer, Optional<StoredPayment> payment)
            throws IOException, InterruptedException {
        return payment.isEmpty()
                ? negotiator.sign(answer)
                : negotiator.refused(payment.get(), DownloadRequest.words(answer), memory.place());
    }

    private Outcome ended(PaymentNegotiator.Outcome.Over over) throws IOException {
        if (over.remember().isPresent()) {
            memory.save(over.remember().get());
        }
        return switch (over.end()) {
            case PurchaseResult.NotPaid end -> new Outcome.NotPaid(end.why());
            case PurchaseResult.Unknown end -> new Outcome.Unknown(end.why());
            default -> new Outcome.Unknown("the payment was made, and the server does not heed it");
        };
    }
}
