package io.tollgate.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Consumer;

/** Tells a client how far a call is, as often as a person wants to know it and never backwards. */
final class Progress implements ToolCall.Progress {
    private static final int STEPS = 50;
    private static final long UNKNOWN_STEP = 4L * 1024 * 1024;

    private final JsonNode token;
    private final Consumer<JsonNode> sink;
    private long last = -1;

    Progress(JsonNode token, Consumer<JsonNode> sink) {
        this.token = token;
        this.sink = sink;
    }

    @Override
    public synchronized void at(long done, long total, String message) {
        long step = total > 0 ? Math.max(1, total / STEPS) : UNKNOWN_STEP;
        if (last >= 0 && (done <= last || done < last + step && done != total)) {
            return;
        }
        last = done;
        ObjectNode notification = Json.object().put("jsonrpc", "2.0").put("method", "notifications/progress");
        ObjectNode params = notification.putObject("params");
        params.set("progressToken", token);
        params.put("progress", done).put("message", message);
        if (total > 0) {
            params.put("total", total);
        }
        sink.accept(notification);
    }
}
