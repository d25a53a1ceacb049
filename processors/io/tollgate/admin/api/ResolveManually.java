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
 * Ends a doubt by an operator's word, who has looked at the chain: settled, in the transaction that the query names, or
 * rejected. It is the way out where neither chain nor facilitator can be asked.
 */
public final class ResolveManually implements Processor {
    private static final Logger LOG = LoggerFactory.getLogger(ResolveManually.class);
    private static final String DECIDED = "decided_by_operator";

    private final UnresolvedSettlements doubts;
    private final Ledger ledger;
    private final boolean settled;

    /** @param settled what the operator says */
    public ResolveManually(UnresolvedSettlements doubts, Ledger ledger, boolean settled) {
        this.doubts = requireNonNull(doubts, "doubts must not be null");
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
                .orElseThrow(() -> Problem.of(404, "not_found", "no such payment is in doubt"));
        Bytes32 transaction = settled ? transaction(message.getRequest().getParam("transaction")) : null;
        Claim claim = doubts.leaseSettlement(
                        new UnresolvedSettlement(row.payment().key(), row.state(), row.leaseVersion(), 0))
                .orElseThrow(ResolveManually::busy)
                .claim();
        PaymentState now = decide(claim, transaction);
        LogEvent.SETTLEMENT_RESOLVED.at(LOG).log("{}: {} by an operator", paymentId, now);
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
                409, "payment_in_progress", "somebody is finding out at this moment", Duration.ofSeconds(5), null);
    }
}
