package io.tollgate.dev.facilitator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tollgate.facilitator.server.FacilitatorApi;
import io.tollgate.facilitator.server.FacilitatorHttpResponse;
import io.tollgate.facilitator.server.FacilitatorReplies;
import java.util.function.Supplier;

/** The embedded facilitator with the active faults. Without faults it answers correctly. */
public final class FaultyFacilitator implements FacilitatorApi {
    private static final long HANG_MILLIS = 120_000;
    private static final String REDIRECT_TARGET = "/dev/facilitator/elsewhere";

    private final EmbeddedFacilitator delegate;
    private final FacilitatorFaults faults;
    private final SimulatedToken token;

    public FaultyFacilitator(EmbeddedFacilitator delegate, FacilitatorFaults faults, SimulatedToken token) {
        this.delegate = delegate;
        this.faults = faults;
        this.token = token;
    }

    @Override
    public FacilitatorHttpResponse verify(JsonNode body) {
        return answer(Fault.Call.VERIFY, body, () -> delegate.verify(body));
    }

    @Override
    public FacilitatorHttpResponse settle(JsonNode body) {
        return answer(Fault.Call.SETTLE, body, () -> delegate.settle(body));
    }

    @Override
    public FacilitatorHttpResponse supported() {
        return answer(Fault.Call.SUPPORTED, JsonNodeFactory.instance.objectNode(), delegate::supported);
    }

    private FacilitatorHttpResponse answer(
            Fault.Call call, JsonNode body, Supplier<FacilitatorReplies.Answer> correct) {
        return faults.next(call)
                .map(active -> applyFault(active, body, correct))
                .orElseGet(() -> answerNormally(correct));
    }

    private FacilitatorHttpResponse applyFault(
            FacilitatorFaults.ActiveFault active, JsonNode body, Supplier<FacilitatorReplies.Answer> correct) {
        Fault fault = active.fault();
        return switch (fault.kind()) {
            case DELAY -> {
                active.pause(1_000);
                yield answerNormally(correct);
            }
            case HANG -> hang(active);
            case STATUS_500 -> internalError();
            case GARBAGE -> FacilitatorHttpResponse.text(200, "application/json", "{\"isValid\":tru");
            case HTML ->
                FacilitatorHttpResponse.text(200, "text/html", "<html><body><h1>Welcome to nginx!</h1></body></html>");
            case REDIRECT ->
                FacilitatorHttpResponse.redirect(fault.location() == null ? REDIRECT_TARGET : fault.location());
            case SUCCESS_STRING, NO_TRANSACTION, OTHER_NETWORK, REJECTED ->
                FacilitatorHttpResponse.json(200, falseAnswer(fault, body));
            case SETTLE_THEN_500 -> {
                correct.get();
                yield internalError();
            }
            case SETTLE_THEN_HANG -> {
                correct.get();
                yield hang(active);
            }
            case PENDING -> pending(correct.get());
        };
    }

    /** A false answer; the money does not move. */
    private ObjectNode falseAnswer(Fault fault, JsonNode body) {
        boolean rejected = fault.kind() == Fault.Kind.REJECTED;
        ObjectNode json = FacilitatorReplies.echo(body);
        if (fault.call() != Fault.Call.SETTLE) {
            json.remove("network");
            return rejected
                    ? json.put("isValid", false).put("invalidReason", fault.reason())
                    : json.put("isValid", "true");
        }
        json.put("transaction", token.newTransaction().hex());
        return switch (fault.kind()) {
            case SUCCESS_STRING -> json.put("success", "true");
            case NO_TRANSACTION -> json.put("success", true).put("transaction", "");
            case OTHER_NETWORK -> json.put("success", true).put("network", "eip155:1");
            default ->
                json.put("success", false).put("errorReason", fault.reason()).put("transaction", "");
        };
    }

    private static FacilitatorHttpResponse pending(FacilitatorReplies.Answer moved) {
        if (!moved.json().path("success").asBoolean()) {
            return FacilitatorHttpResponse.json(moved.status(), moved.json());
        }
        return FacilitatorHttpResponse.json(
                500, moved.json().put("success", false).put("errorReason", "settlement_pending"));
    }

    private static FacilitatorHttpResponse hang(FacilitatorFaults.ActiveFault active) {
        active.pause(HANG_MILLIS);
        return internalError();
    }

    private static FacilitatorHttpResponse internalError() {
        return FacilitatorHttpResponse.text(500, "application/json", "{\"error\":\"internal error\"}");
    }

    private static FacilitatorHttpResponse answerNormally(Supplier<FacilitatorReplies.Answer> correct) {
        FacilitatorReplies.Answer answer = correct.get();
        return FacilitatorHttpResponse.json(answer.status(), answer.json());
    }
}
