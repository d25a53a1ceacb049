package io.tollgate.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * MCP over the standard input and output of this process, one message a line: the same dialogue as over HTTP, for the
 * program that started it. Calls run side by side; whatever is written to the output is a whole line.
 */
public final class StdioLoop {
    private static final int LONGEST_LINE = 8 * 1024 * 1024;

    private final MessageHandlers dialogues;
    private final InputStream in;
    private final OutputStream out;

    /** @param out must have no other writer */
    public StdioLoop(MessageHandlers dialogues, InputStream in, OutputStream out) {
        this.dialogues = dialogues;
        this.in = in;
        this.out = out;
    }

    /** Returns when the client closes its end, after the answers to what it had asked. */
    public void run() throws IOException {
        try (ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor()) {
            LineReader lines = new LineReader(in, LONGEST_LINE);
            for (Optional<byte[]> line = lines.next(); line.isPresent(); line = lines.next()) {
                byte[] text = line.get();
                if (text.length > 0) {
                    calls.execute(() -> answer(text));
                }
            }
        }
    }

    private void answer(byte[] line) {
        Optional<JsonNode> message = Json.parse(line);
        if (message.isEmpty()) {
            write(Reply.error(400, null, Reply.PARSE_ERROR, "the line is not JSON")
                    .body()
                    .orElseThrow());
            return;
        }
        JsonNode token = message.get().path("params").path("_meta").path("progressToken");
        boolean told = token.isTextual() || token.isIntegralNumber();
        ToolCall.Progress progress = told ? new Progress(token, this::write) : (done, total, text) -> {};
        dialogues
                .get()
                .answer(message.get(), Optional.empty(), Caller.stdio(), progress)
                .body()
                .ifPresent(this::write);
    }

    private void write(JsonNode message) {
        byte[] line = Json.bytes(message);
        synchronized (out) {
            try {
                out.write(line);
                out.write('\n');
                out.flush();
            } catch (IOException e) {
                throw new UncheckedIOException("the client does not listen any more", e);
            }
        }
    }
}
