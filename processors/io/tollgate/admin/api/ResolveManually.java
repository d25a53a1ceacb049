package io.tollgate.admin.api;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tollgate.http.server.JsonAnswer;
import io.tollgate.http.server.Problem;
import io.tollgate.ledger.Claim;
import io.tollgate.ledger.Ledger;
import io.tollgate.ledger.PaymentRecord;
import io.tollgate.ledger.PaymentState;
import io.tollgate.ledger.UnresolvedSettlement;
import io.tollgate.ledger.UnresolvedSettlements;
import io.tollgate.log.LogEvent;
import io.tollgate.x402.money.Bytes32;
import java.time.Duration;
import java.util.Locale;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.vertx.HttpMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records an operator's decision about a payment whose settlement is unknown: settled, in the transaction that the query
 * names, or rejected. It is for payments that neither the chain nor the facilitator can decide.
 */
public final class ResolveManually implements Processor {
    private static final Logger LOG = LoggerFactory.getLogger(ResolveManually.class);
    private static final String DECIDED = "decided_by_operator";

    private final UnresolvedSettlements unresolved;
    private final Ledger ledger;
    private final boolean settled;

    /** @param settled the decision of the operator */
    public ResolveManually(UnresolvedSettlements unresolved, Ledger ledger, boolean settled) {
        this.unresolved = requireNonNull(unresolved, "unresolved must not be null");
        this.ledger = requireNonNull(ledger, "ledger must not be null");
        this.settled = settled;
    }

    @Override
    public void process(Exchange exchange) {
        HttpMessage message = exchange.getIn(HttpMessage.class);
        String paymentId = message.getHeader("paymentId", String.class);
        PaymentRecord row = ledger.unknowns().stream()
                .filter(unknown -> unknown.payment().key().id().equals(paymentId))
                .findFirst()
                .orElseThrow(() -> Problem.of(404, "not_found", "no unresolved payment has this id"));
        Bytes32 transaction = settled ? transaction(message.getRequest().getParam("transaction")) : null;
        Claim claim = unresolved
                .leaseSettlement(new UnresolvedSettlement(row.payment().key(), row.state(), row.leaseVersion(), 0))
                .orElseThrow(ResolveManually::busy)
                .claim();
        PaymentState now = decide(claim, transaction);
        LogEvent.SETTLEMENT_RESOLVED.at(LOG).log("{}: resolved as {} by an operator", paymentId, now);
        JsonAnswer.send(
                exchange,
                200,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("paymentId", paymentId)
                        .put("state", now.name().toLowerCase(Locale.ROOT)));
    }

    private PaymentState decide(Claim claim, Bytes32 transaction) {
        if (settled) {
            ledger.recordSettlement(claim, transaction);
            return PaymentState.SETTLED;
        }
        return ledger.confirmNotSettled(claim, DECIDED);
    }

    private static Bytes32 transaction(String text) {
        try {
            return new Bytes32(text);
        } catch (IllegalArgumentException | NullPointerException e) {
            throw Problem.of(
                    400, "transaction_missing", "name the transaction: ?transaction=0x and 64 hexadecimal digits");
        }
    }

    private static Problem busy() {
        return Problem.retry(
                409,
                "payment_in_progress",
                "the payment is being reconciled at this moment",
                Duration.ofSeconds(5),
                null);
    }
}
