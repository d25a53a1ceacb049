package io.tollgate.kamelets;

import io.tollgate.facilitator.client.ConnectFailure;
import io.tollgate.facilitator.client.FacilitatorAnswers;
import io.tollgate.facilitator.client.FacilitatorRequest;
import io.tollgate.facilitator.client.Settlement;
import io.tollgate.facilitator.client.Verification;
import io.tollgate.x402.money.Authorization;
import io.tollgate.x402.protocol.Headers;
import io.tollgate.x402.protocol.MalformedPayment;
import io.tollgate.x402.protocol.PaymentHeader;
import io.tollgate.x402.protocol.PaymentPayload;
import io.tollgate.x402.protocol.Receipt;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The steps of the Kamelet {@code x402-paywall-action}, in order: {@link #checkPayment}, the facilitator's /verify,
 * {@link #readVerification}, its /settle, {@link #readSettlement}. An unpaid request is answered and its route ends; a
 * paid request continues with its body and headers unchanged.
 */
public final class Paywall {
    /** Exchange property of a paid request: the payer's account, as {@code 0x…}. */
    public static final String PAYER = "x402Payer";
    /** Exchange property of a paid request: the transaction, as {@code 0x…}. */
    public static final String TRANSACTION = "x402Transaction";

    private static final Logger LOG = LoggerFactory.getLogger(Paywall.class);
    private static final String SUSPENDED_REQUEST = "x402SuspendedRequest";
    private static final int MAX_ANSWER = 1024 * 1024;

    private final Price price;
    private final String publicUrl;
    private final Optional<String> token;
    private final PaymentCheck check;
    private final UsedPayments usedPayments = new UsedPayments(PaymentCheck.MAX_WINDOW.multipliedBy(2));
    private final FacilitatorAnswers answers = new FacilitatorAnswers();
    private final PaywallAnswers refusals;

    /**
     * @param price       in dollars, such as {@code 0.001}
     * @param payTo       account that receives the payment
     * @param network     {@code base-sepolia}, {@code base} or {@code eip155:N}
     * @param description shown to buyers
     * @param publicUrl   base URL that buyers call, without the path; empty to use the URL of the request
     * @param token       bearer token for the facilitator; empty for none
     */
    public Paywall(String price, String payTo, String network, String description, String publicUrl, String token) {
        this.price = Price.of(price.strip(), payTo.strip(), network.strip(), description);
        this.publicUrl = publicUrl.strip();
        this.token = Optional.of(token.strip()).filter(text -> !text.isEmpty());
        check = new PaymentCheck(this.price, Clock.systemUTC());
        refusals = new PaywallAnswers(this.price);
    }

    /** Requests a payment, or prepares the call that verifies the payment of the request. */
    public void checkPayment(Exchange exchange) {
        String header = paymentHeader(exchange);
        if (header == null) {
            refusals.paymentRequired(exchange, url(exchange), "payment_required");
            return;
        }
        try {
            PaymentPayload payment = PaymentHeader.decode(header);
            Optional<String> reason = check.invalidReason(payment);
            if (reason.isPresent()) {
                refusals.paymentRequired(exchange, url(exchange), reason.get());
                return;
            }
            SuspendedRequest suspended = SuspendedRequest.of(exchange, payment, url(exchange));
            exchange.setProperty(SUSPENDED_REQUEST, suspended);
            prepareFacilitatorCall(exchange, suspended);
        } catch (MalformedPayment e) {
            refusals.malformed(exchange, e.getMessage());
        }
    }

    /** Sends only the payment of the client's request to the facilitator, serialized again. */
    private void prepareFacilitatorCall(Exchange exchange, SuspendedRequest suspended) {
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        message.setHeader(Exchange.CONTENT_TYPE, "application/json");
        message.setHeader("Accept", "application/json");
        token.ifPresent(secret -> message.setHeader("Authorization", "Bearer " + secret));
        message.setBody(FacilitatorRequest.json(suspended.payment(), price.terms(suspended.url())));
    }

    /**
     * Reads the facilitator's verification and claims the payment, so that a copy of it is not settled at the same
     * time.
     */
    public void readVerification(Exchange exchange) {
        SuspendedRequest suspended = exchange.getProperty(SUSPENDED_REQUEST, SuspendedRequest.class);
        Authorization payment = suspended.payment().authorization();
        switch (answers.verification(status(exchange), answer(exchange))) {
            case Verification.Valid valid -> {
                if (usedPayments.claim(payment)) {
                    prepareFacilitatorCall(exchange, suspended);
                } else if (usedPayments.isSettling(payment)) {
                    refusals.retryLater(exchange, "payment_in_flight", "this payment is being settled; send it again");
                } else {
                    refusals.paymentRequired(exchange, suspended.url(), "payment_already_used");
                }
            }
            case Verification.Invalid invalid -> refusals.paymentRequired(exchange, suspended.url(), invalid.reason());
            case Verification.Unavailable unavailable -> {
                LOG.warn("the facilitator did not verify a payment: {}", unavailable.why());
                refusals.retryLater(
                        exchange, "facilitator_unavailable", "nothing was charged; send the same payment again");
            }
        }
        exchange.removeProperty(Exchange.EXCEPTION_CAUGHT);
    }

    /** Reads the result of the settlement; only a confirmed settlement lets the request continue. */
    public void readSettlement(Exchange exchange) {
        SuspendedRequest suspended = exchange.getProperty(SUSPENDED_REQUEST, SuspendedRequest.class);
        Authorization payment = suspended.payment().authorization();
        switch (settlement(exchange, payment)) {
            case Settlement.Settled settled -> {
                usedPayments.markSettled(payment);
                resume(exchange, suspended, settled);
            }
            case Settlement.Rejected rejected -> {
                usedPayments.release(payment);
                refusals.paymentRequired(exchange, suspended.url(), rejected.reason());
            }
            case Settlement.ConnectFailure failure -> {
                usedPayments.release(payment);
                LOG.warn("the facilitator could not be reached: {}", failure.why());
                refusals.retryLater(
                        exchange, "facilitator_unavailable", "nothing was charged; send the same payment again");
            }
            case Settlement.Unknown unknown -> {
                usedPayments.markUnknown(payment);
                LOG.error(
                        "unknown whether the payment {} of {} was settled: {}",
                        payment.nonce(),
                        payment.from(),
                        unknown.why());
                refusals.retryLater(
                        exchange,
                        "settlement_unknown",
                        "it is unknown whether the payment was settled; send the same payment again, not a new one");
            }
        }
        exchange.removeProperty(SUSPENDED_REQUEST);
        exchange.removeProperty(Exchange.EXCEPTION_CAUGHT);
    }

    private void resume(Exchange exchange, SuspendedRequest suspended, Settlement.Settled settled) {
        suspended.restore(exchange);
        exchange.setProperty(PAYER, settled.payer().toString());
        exchange.setProperty(TRANSACTION, settled.transaction().hex());
        int version = suspended.payment().version();
        exchange.getMessage()
                .setHeader(
                        Receipt.headerName(version),
                        Receipt.settled(settled.transaction(), price.network(), settled.payer())
                                .header(version));
    }

    private Settlement settlement(Exchange exchange, Authorization payment) {
        Exception failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        if (status(exchange) == 0 && failure != null && ConnectFailure.proves(failure)) {
            return new Settlement.ConnectFailure(failure.getClass().getSimpleName());
        }
        return answers.settlement(status(exchange), answer(exchange), price.network(), payment.from());
    }

    private static String paymentHeader(Exchange exchange) {
        String v2 = exchange.getMessage().getHeader(Headers.PAYMENT_SIGNATURE, String.class);
        return v2 != null ? v2 : exchange.getMessage().getHeader(Headers.X_PAYMENT, String.class);
    }

    private String url(Exchange exchange) {
        String called = exchange.getMessage().getHeader(Exchange.HTTP_URL, "", String.class);
        String path = exchange.getMessage().getHeader(Exchange.HTTP_URI, "", String.class);
        return publicUrl.isEmpty() ? called : publicUrl + path;
    }

    /** Returns the status; 0 without an answer, because the request has no such header. */
    private static int status(Exchange exchange) {
        return exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, 0, Integer.class);
    }

    /** Returns the answer; empty when it broke off, which makes the outcome unknown. */
    private static byte[] answer(Exchange exchange) {
        try (InputStream body = exchange.getMessage().getBody(InputStream.class)) {
            return body == null ? new byte[0] : body.readNBytes(MAX_ANSWER);
        } catch (IOException e) {
            LOG.debug("the facilitator's answer broke off", e);
            return new byte[0];
        }
    }
}
