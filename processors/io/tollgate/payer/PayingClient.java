package io.tollgate.payer;

import io.tollgate.http.upstream.Sleeper;
import io.tollgate.x402.money.AtomicAmount;
import io.tollgate.x402.money.Networks;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Buys files over HTTP 402, in either version of x402: asks, reads the terms, signs once, and presents that one
 * signature until the file is there or the seller says no. Follows no redirect: a payment goes to no other server.
 */
public final class PayingClient {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(15);
    private static final Duration STALL = Duration.ofSeconds(60);

    private final HttpClient http;
    private final Networks networks;
    private final WalletProvider wallets;
    private final Clock clock;
    private final SecureRandom random;
    private final Sleeper sleeper;
    private final Duration patience;

    public PayingClient(
            HttpClient http,
            Networks networks,
            WalletProvider wallets,
            Clock clock,
            SecureRandom random,
            Sleeper sleeper) {
        this(http, networks, wallets, clock, random, sleeper, STALL);
    }

    /** @param patience how long nothing may come of a body before the transfer counts as cut */
    PayingClient(
            HttpClient http,
            Networks networks,
            WalletProvider wallets,
            Clock clock,
            SecureRandom random,
            Sleeper sleeper,
            Duration patience) {
        this.http = http;
        this.networks = networks;
        this.wallets = wallets;
        this.clock = clock;
        this.random = random;
        this.sleeper = sleeper;
        this.patience = patience;
    }

    /** The HTTP client this needs: HTTP/1.1 and no redirects. */
    public static HttpClient http() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT_TIMEOUT)
                .build();
    }

    /**
     * Downloads a file, paying when asked to.
     *
     * @param output where the file goes; {@code .part} and {@code .payment} are kept beside it until it is complete
     * @param limit  most that is signed for
     * @param keep   true to leave the payment beside the complete file, so that it can be presented again
     * @throws IOException when the disk or the kept payment cannot be read or written; the server's failures are values
     */
    public PurchaseResult buy(URI url, Path output, AtomicAmount limit, boolean keep, PurchaseListener listener)
            throws IOException, InterruptedException {
        PurchaseRequest order = new PurchaseRequest(url, output, limit, Long.MAX_VALUE, keep);
        return buy(order, new PaymentFileStore(order.output()), SpendingPolicy.UNBOUNDED, listener);
    }

    /**
     * The same, under a policy and with another place for the payment.
     *
     * @throws IOException when the disk or the kept payment cannot be read or written; the server's failures are values
     */
    public PurchaseResult buy(
            PurchaseRequest order, PaymentStore memory, SpendingPolicy policy, PurchaseListener listener)
            throws IOException, InterruptedException {
        return new PurchaseSession(
                        negotiator(order.url(), order.limit(), policy, listener),
                        new DownloadRequest(http, order.url()),
                        memory,
                        new PartFile(order.output()),
                        order.output(),
                        networks,
                        sleeper,
                        patience,
                        order.largest(),
                        listener)
                .run(order.keep());
    }

    /**
     * A request to be sent that may have to be paid for.
     *
     * @param beside the payment is kept beside this file, with {@code .payment} behind its name
     * @param limit  most that is signed for
     */
    public PaidRequest request(URI url, Path beside, AtomicAmount limit, PurchaseListener listener) {
        return new PaidRequest(
                http,
                negotiator(url, limit, SpendingPolicy.UNBOUNDED, listener),
                new PaymentFileStore(beside),
                sleeper,
                listener);
    }

    private PaymentNegotiator negotiator(
            URI url, AtomicAmount limit, SpendingPolicy policy, PurchaseListener listener) {
        return new PaymentNegotiator(
                url,
                new OfferSelector(networks, limit, policy),
                policy,
                new SignPayment(clock, random),
                wallets,
                clock,
                listener);
    }

    /** The payment that is kept beside an output, as it was sent. */
    public static Optional<Sent> kept(Path output) throws IOException {
        return new PaymentFileStore(output.toAbsolutePath())
                .load()
                .map(payment -> new Sent(payment.headerName(), payment.headerValue()));
    }

    /** One request header; anyone who has its value can present the payment. */
    public record Sent(String headerName, String headerValue) {
        @Override
        public String toString() {
            return "Sent[" + headerName + "]";
        }
    }
}
