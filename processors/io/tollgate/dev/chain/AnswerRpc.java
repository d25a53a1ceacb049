package io.tollgate.dev.chain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tollgate.facilitator.server.FacilitatorHttpResponse;
import io.tollgate.facilitator.server.RequestJson;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Answers JSON-RPC for the simulated chain, one question or several at once, with the faults that are switched on. */
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
        DevChainFaults.State now = faults.current();
        Thread.sleep(DevChainFaults.State.number(now.delayMillis()));
        JsonNode request = RequestJson.lenient(exchange);
        FacilitatorHttpResponse answer;
        if (now.is(now.down())) {
            answer = FacilitatorHttpResponse.json(
                    503, JsonNodeFactory.instance.objectNode().put("error", "the node is down"));
        } else if (now.is(now.garbage())) {
            answer = FacilitatorHttpResponse.json(200, JsonNodeFactory.instance.textNode("<html>welcome</html>"));
        } else {
            answer = FacilitatorHttpResponse.json(200, request.isArray() ? answerBatch(request, now) : answerOne(request, now));
        }
        answer.write(exchange);
    }

    private JsonNode answerBatch(JsonNode requests, DevChainFaults.State now) {
        if (requests.isEmpty() || requests.size() > MAX_BATCH) {
            return answerOne(requests, now);
        }
        ArrayNode answers = JsonNodeFactory.instance.arrayNode();
        requests.forEach(request -> answers.add(answerOne(request, now)));
        return answers;
    }

    private JsonNode answerOne(JsonNode request, DevChainFaults.State now) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("jsonrpc", "2.0");
        answer.set("id", request.path("id").isValueNode() ? request.path("id") : JsonNodeFactory.instance.nullNode());
        try {
            if (now.is(now.error())) {
                throw new RpcFailure(RpcFailure.SERVER, "the node cannot answer now");
            }
            String method = request.path("method").asText("");
            answer.set(
                    "result",
                    method.equals("eth_chainId") && now.chainId() != null
                            ? JsonNodeFactory.instance.textNode(DevChain.hex(now.chainId()))
                            : chain.answer(method, request.path("params")));
        } catch (RpcFailure failure) {
            answer.putObject("error").put("code", failure.code()).put("message", failure.getMessage());
        }
        return answer;
    }
}
