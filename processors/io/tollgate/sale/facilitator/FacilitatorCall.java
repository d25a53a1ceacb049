package io.tollgate.sale.facilitator;

import io.tollgate.facilitator.client.Settlement;
import io.tollgate.http.upstream.Failover;
import io.tollgate.http.upstream.Upstream;
import io.tollgate.http.upstream.UpstreamCall;
import io.tollgate.ledger.PresentedPayment;
import io.tollgate.x402.money.Address;
import io.tollgate.x402.money.Network;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.apache.camel.Exchange;

/**
 * One question to the facilitators while it passes the routes: what is asked, who is being asked, and how it went. The
 * routes see {@link #getUrl()} and {@link #isUndecided()} as {@code ${exchangeProperty.facilitatorCall.…}}; the address
 * is always one of the configured ones.
 */
public final class FacilitatorCall {
    static final String PROPERTY = "facilitatorCall";

    /** What can be asked. */
    public enum Operation {
        VERIFY,
        SETTLE,
        SUPPORTED;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        String method() {
            return this == SUPPORTED ? "GET" : "POST";
        }
    }

    public final Operation operation;
    final byte[] request;
    private final Network network;
    private final Address payer;
    private final Failover tour;
    private final Clock clock;
    private UpstreamCall current;
    private Instant since;
    private Throwable failure;
    private boolean decided;
    private Settlement settlement;

    private FacilitatorCall(
            Operation operation, byte[] request, Network network, Address payer, Failover tour, Clock clock) {
        this.operation = operation;
        this.request = request;
        this.network = network;
        this.payer = payer;
        this.tour = tour;
        this.clock = clock;
    }

    static FacilitatorCall about(
            PresentedPayment payment, Network network, Operation operation, Failover tour, Clock clock) {
        return new FacilitatorCall(
                operation, payment.facilitatorRequest(), network, payment.key().payer(), tour, clock);
    }

    static FacilitatorCall supported(Failover tour, Clock clock) {
        return new FacilitatorCall(Operation.SUPPORTED, new byte[0], null, null, tour, clock);
    }

    public static FacilitatorCall of(Exchange exchange) {
        FacilitatorCall call = exchange.getProperty(PROPERTY, FacilitatorCall.class);
        if (call == null) {
            throw new IllegalStateException("no question to a facilitator: the step that prepares it is missing");
        }
        return call;
    }

    /** What became of the settlement that {@code direct:facilitator-settle} has asked for. */
    public static Settlement settlement(Exchange exchange) {
        return Optional.ofNullable(of(exchange).settlement)
                .orElseThrow(() -> new IllegalStateException("no facilitator has been asked to settle"));
    }

    /** Goes on to the next facilitator that may be asked; false without one. */
    public boolean next() {
        close();
        failure = null;
        current = tour.next().orElse(null);
        since = clock.instant();
        return current != null;
    }

    /** Goes on to the next facilitator if there is one; else this one's answer stands. */
    public boolean passOn() {
        UpstreamCall answered = current;
        current = tour.next().orElse(null);
        if (current == null) {
            current = answered;
            return false;
        }
        answered.reportSuccess();
        since = clock.instant();
        return true;
    }

    /** A facilitator is left to ask, and no answer has decided the call. */
    public boolean isUndecided() {
        return current != null && !decided;
    }

    /** Base URL of the facilitator that is asked now, as configured. */
    public String getUrl() {
        return facilitator().url().toString();
    }

    /** The address that is called now. */
    URI address() {
        return URI.create(getUrl() + "/" + operation.word());
    }

    public Upstream facilitator() {
        return current.upstream();
    }

    /** Where the payment is to be settled. */
    public Network network() {
        return network;
    }

    /** Who signed it. */
    public Address payer() {
        return payer;
    }

    /** The facilitator has said what was asked of it. */
    public void answered() {
        decided = true;
        current.reportSuccess();
    }

    /** This facilitator has not said what was asked; another one may. */
    public void unanswered(String why) {
        current.reportFailure(operation.word() + ": " + why);
    }

    public void decided(Settlement outcome) {
        decided = true;
        settlement = outcome;
    }

    /** The HTTP client gave up, for this reason. */
    void failed(Throwable cause) {
        failure = cause;
    }

    public Optional<Throwable> failure() {
        return Optional.ofNullable(failure);
    }

    public Duration took() {
        return Duration.between(since, clock.instant());
    }

    /** Gives back the permission for a call that nothing was learnt from. */
    void close() {
        if (current != null) {
            current.close();
        }
    }
}
