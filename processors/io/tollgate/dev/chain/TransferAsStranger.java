package io.tollgate.dev.chain;

import com.fasterxml.jackson.databind.JsonNode;
import io.tollgate.dev.facilitator.SimulatedToken;
import io.tollgate.facilitator.server.FacilitatorHttpResponse;
import io.tollgate.facilitator.server.RequestJson;
import io.tollgate.http.server.Problem;
import io.tollgate.x402.evm.Eip3009;
import io.tollgate.x402.evm.Signature;
import io.tollgate.x402.money.Address;
import io.tollgate.x402.money.AtomicAmount;
import io.tollgate.x402.money.Authorization;
import io.tollgate.x402.money.Bytes32;
import io.tollgate.x402.money.UnixTime;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Executes an authorization at the simulated token without the facilitator. On a real chain, everyone who knows the
 * {@code payload} object of a payment can do this too.
 */
final class TransferAsStranger implements Processor {
    private final SimulatedToken token;
    private final Eip3009 eip3009 = new Eip3009();

    TransferAsStranger(SimulatedToken token) {
        this.token = token;
    }

    @Override
    public void process(Exchange exchange) {
        JsonNode payload = RequestJson.strict(exchange, JsonNode.class);
        Authorization authorization = authorization(payload.path("authorization"));
        boolean signed = Signature.parse(payload.path("signature").textValue())
                .flatMap(one -> one.recover(eip3009.digest(token.asset(), authorization)))
                .filter(authorization.from()::equals)
                .isPresent();
        FacilitatorHttpResponse answer = signed
                ? TransactionAnswer.of(token.transferWithAuthorization(authorization))
                : TransactionAnswer.invalidSignature();
        answer.write(exchange);
    }

    private static Authorization authorization(JsonNode fields) {
        try {
            return new Authorization(
                    Address.parse(fields.path("from").textValue()),
                    Address.parse(fields.path("to").textValue()),
                    AtomicAmount.parse(fields.path("value").textValue()),
                    UnixTime.parse(fields.path("validAfter").textValue()),
                    UnixTime.parse(fields.path("validBefore").textValue()),
                    new Bytes32(fields.path("nonce").textValue()));
        } catch (IllegalArgumentException e) {
            throw Problem.of(400, "malformed_authorization", e.getMessage());
        }
    }
}
