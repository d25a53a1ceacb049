package io.tollgate.dev.chain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tollgate.facilitator.server.FacilitatorHttpResponse;
import io.tollgate.facilitator.server.RequestJson;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Answers JSON-RPC requests for the simulated chain, single or in a batch, with the active faults. */
final class AnswerRpc implements Processor {
    private static final int MAX_BATCH = 100;

    private final DevChain chain;
    private final DevChainFaults faults;

    AnswerRpc(DevChain chain, DevChainFaults faults) {
        this.chain = chain;
        this.faults = faults;
    }

    @Override
    public void process(Exchange exchange) throws InterruptedException {
        DevChainFaults.State state = faults.current();
        Thread.sleep(DevChainFaults.State.number(state.delayMillis()));
        JsonNode request = RequestJson.lenient(exchange);
        FacilitatorHttpResponse answer;
        if (state.is(state.down())) {
            answer = FacilitatorHttpResponse.json(
                    503, JsonNodeFactory.instance.objectNode().put("error", "the node is down"));
        } else if (state.is(state.garbage())) {
            answer = FacilitatorHttpResponse.json(200, JsonNodeFactory.instance.textNode("<html>welcome</html>"));
        } else {
            answer = FacilitatorHttpResponse.json(
                    200, request.isArray() ? answerBatch(request, state) : answerOne(request, state));
        }
        answer.write(exchange);
    }

    private JsonNode answerBatch(JsonNode requests, DevChainFaults.State state) {
        if (requests.isEmpty() || requests.size() > MAX_BATCH) {
            return answerOne(requests, state);
        }
        ArrayNode answers = JsonNodeFactory.instance.arrayNode();
        requests.forEach(request -> answers.add(answerOne(request, state)));
        return answers;
    }

    private JsonNode answerOne(JsonNode request, DevChainFaults.State state) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("jsonrpc", "2.0");
        answer.set("id", request.path("id").isValueNode() ? request.path("id") : JsonNodeFactory.instance.nullNode());
        try {
            if (state.is(state.error())) {
                throw new RpcFailure(RpcFailure.SERVER, "the node cannot answer now");
            }
            String method = request.path("method").asText("");
            answer.set(
                    "result",
                    method.equals("eth_chainId") && state.chainId() != null
                            ? JsonNodeFactory.instance.textNode(DevChain.hex(state.chainId()))
                            : chain.answer(method, request.path("params")));
        } catch (RpcFailure failure) {
            answer.putObject("error").put("code", failure.code()).put("message", failure.getMessage());
        }
        return answer;
    }
}
