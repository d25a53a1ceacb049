package io.tollgate.admin.api;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tollgate.http.server.JsonAnswer;
import io.tollgate.ledger.Ledger;
import io.tollgate.ledger.PaymentRecord;
import io.tollgate.ledger.PresentedPayment;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Lists every payment whose settlement is unknown, with what is needed to find it on the chain. */
public final class ListUnresolvedSettlements implements Processor {
    private final Ledger ledger;

    public ListUnresolvedSettlements(Ledger ledger) {
        this.ledger = requireNonNull(ledger, "ledger must not be null");
    }

    @Override
    public void process(Exchange exchange) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode list = answer.putArray("unknowns");
        ledger.unknowns().forEach(row -> show(row, list.addObject()));
        JsonAnswer.send(exchange, 200, answer);
    }

    private static void show(PaymentRecord row, ObjectNode json) {
        PresentedPayment payment = row.payment();
        json.put("paymentId", payment.key().id());
        json.put("since", row.doubtedAt().orElse(row.claimedAt()).toString());
        json.put("claimedAt", row.claimedAt().toString());
        json.put("itemId", payment.itemId());
        json.put("network", payment.key().chain().caip2());
        json.put("asset", payment.key().asset().toString());
        json.put("payer", payment.key().payer().toString());
        json.put("nonce", payment.key().nonce().hex());
        json.put("payTo", payment.payTo().toString());
        json.put("amount", payment.amount().toString());
        json.put("validBefore", payment.validBefore().toString());
        json.put("attempts", row.settleAttempts());
        row.transaction().ifPresent(transaction -> json.put("transaction", transaction.hex()));
        row.reason().ifPresent(reason -> json.put("reason", reason));
    }
}
