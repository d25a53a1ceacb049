package io.tollgate.mcp.tool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tollgate.mcp.Json;
import io.tollgate.mcp.ToolCall;
import io.tollgate.mcp.ToolFailure;
import io.tollgate.mcp.ToolResult;
import io.tollgate.mcp.wallet.OperatorWallet;
import io.tollgate.payer.ProposedPayment;
import java.util.Optional;

/**
 * A person's yes to a payment: asked for through the client where it can ask, else brought back as the token that
 * {@code quote-download} gave. Either way it is good for this price of this seller, once.
 */
final class PaymentApproval {
    private static final String QUESTION = "approve-payment";

    private final OperatorWallet wallet;
    private final ToolCall call;
    private final Optional<String> confirm;

    /** @param confirm the argument of that name */
    PaymentApproval(OperatorWallet wallet, ToolCall call, Optional<String> confirm) {
        this.wallet = wallet;
        this.call = call;
        this.confirm = confirm;
    }

    boolean given(ProposedPayment spending) {
        String caller = call.caller().name();
        if (call.canAsk()) {
            return saidYes()
                    && call.state()
                            .filter(token -> wallet.confirmed(token, caller, spending))
                            .isPresent();
        }
        return confirm.filter(token -> wallet.confirmed(token, caller, spending))
                .isPresent();
    }

    private boolean saidYes() {
        JsonNode answer = call.answer(QUESTION);
        return "accept".equals(answer.path("action").asText())
                && answer.path("content").path("approve").asBoolean();
    }

    /** The answer to the call until the payment is approved. Another price or seller needs another approval. */
    ToolResult ask(ProposedPayment spending) {
        if (!call.canAsk()) {
            throw ToolFailure.of(
                            "approval_needed",
                            "this costs " + spending.price() + " and needs the user's agreement: call quote-download,"
                                    + " show the user its price, and if they agree call this tool again with its confirm")
                    .with("price", spending.price());
        }
        if (!call.answer(QUESTION).isMissingNode() && !saidYes()) {
            throw ToolFailure.of("not_approved", "the user did not agree to pay " + spending.price());
        }
        ObjectNode schema = Json.object().put("type", "object");
        schema.putObject("properties")
                .putObject("approve")
                .put("type", "boolean")
                .put("title", "Pay this");
        schema.putArray("required").add("approve");
        call.ask(
                QUESTION,
                "Pay " + spending.price() + " on " + spending.network().name() + " to " + spending.payTo() + " for "
                        + spending.url() + "?",
                schema,
                wallet.confirmation(call.caller().name(), spending));
        return ToolResult.of(Json.object().put("status", "input_required"));
    }
}
