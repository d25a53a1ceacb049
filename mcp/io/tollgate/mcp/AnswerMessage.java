package io.tollgate.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;

/**
 * Answers the message: as JSON, or as a stream of events when the caller wants to hear how far a long call is. Nothing
 * is kept between two requests, so any instance answers any of them.
 */
public final class AnswerMessage implements Processor {
    private final Supplier<MessageHandler> dialogue;

    /** @param dialogue there once the routes of the tools run */
    public AnswerMessage(Supplier<MessageHandler> dialogue) {
        this.dialogue = dialogue;
    }

    @Override
    public void process(Exchange exchange) {
        McpRequest request = McpRequest.of(exchange);
        Message answer = exchange.getMessage();
        answer.removeHeaders("*");
        answer.setHeader("Cache-Control", "no-store");
        if (request.message.isMissingNode()) {
            write(answer, Reply.error(400, null, Reply.PARSE_ERROR, "the message is not JSON"));
            return;
        }
        JsonNode token = request.message.path("params").path("_meta").path("progressToken");
        boolean streamed = request.tool().isPresent()
                && (token.isTextual() || token.isIntegralNumber())
                && request.header("Accept").orElse("").contains("text/event-stream");
        if (!streamed) {
            write(answer, reply(request, (done, total, message) -> {}));
            return;
        }
        EventStream events = new EventStream(request.http.response());
        Progress progress = new Progress(token, events::send);
        Reply reply = reply(request, progress);
        if (events.begun()) {
            events.end(reply.body().orElseThrow());
        } else {
            write(answer, reply);
        }
    }

    private Reply reply(McpRequest request, ToolCall.Progress progress) {
        return dialogue.get().answer(request.message, Optional.of(request.headers()), request.caller, progress);
    }

    private static void write(Message answer, Reply reply) {
        answer.setHeader(Exchange.HTTP_RESPONSE_CODE, reply.status());
        reply.body()
                .ifPresentOrElse(
                        body -> {
                            answer.setHeader(Exchange.CONTENT_TYPE, "application/json");
                            answer.setBody(ByteBuffer.wrap(Json.bytes(body)));
                        },
                        () -> answer.setBody(null));
    }
}
