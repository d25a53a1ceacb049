package io.tollgate.facilitator.devchain;

import com.fasterxml.jackson.databind.JsonNode;
import io.tollgate.evm.Eip3009;
import io.tollgate.evm.Signature;
import io.tollgate.facilitator.RequestJson;
import io.tollgate.facilitator.SimulatedToken;
import io.tollgate.facilitator.WireAnswer;
import io.tollgate.http.Problem;
import io.tollgate.money.Address;
import io.tollgate.money.AtomicAmount;
import io.tollgate.money.Authorization;
import io.tollgate.money.Bytes32;
import io.tollgate.money.UnixTime;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Has a stranger carry out an authorisation at the simulated token, past the facilitator: anybody who knows the
 * {@code payload} object of a payment can do that on a real chain too.
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
        WireAnswer answer = signed ? Mined.of(token.transferWithAuthorization(authorization)) : Mined.unsigned();
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
