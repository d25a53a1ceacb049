package io.tollgate.mcp.tool;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tollgate.catalog.ItemText;
import io.tollgate.mcp.Caller;
import io.tollgate.mcp.Json;
import io.tollgate.mcp.ToolCall;
import io.tollgate.mcp.ToolFailure;
import io.tollgate.mcp.ToolResult;
import io.tollgate.settings.Secret;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Sends a file to the gateway: one on the user's disk, a small one that came in the call, or one that came through a
 * ticket meanwhile. A caller from elsewhere that has a larger one gets such a ticket.
 */
public final class UploadFile implements Processor {
    /** Bytes that a call may bring: beyond, a model would write for an hour. */
    static final int LARGEST_IN_CALL = 256 * 1024;

    private static final List<String> FIELDS = Stream.concat(
                    Stream.of("sendTo", "price", "payTo"), ItemText.NAMES.stream())
            .toList();

    private final SellerHosts hosts;
    private final GatewayClient gateway;
    private final FileRoots roots;
    private final Optional<Secret> uploadToken;

    public UploadFile(SellerHosts hosts, GatewayClient gateway, FileRoots roots, Optional<Secret> uploadToken) {
        this.hosts = hosts;
        this.gateway = gateway;
        this.roots = roots;
        this.uploadToken = uploadToken;
    }

    @Override
    public void process(Exchange exchange) throws IOException {
        Arguments arguments = new Arguments(exchange);
        ToolCall call = ToolCall.of(exchange);
        Map<String, String> fields = fields(arguments);
        Optional<String> uploadId = arguments.text("uploadId");
        Optional<String> content = arguments.text("fileContent");
        Optional<String> path = arguments.text("filePath");
        if (uploadId.isPresent()) {
            exchange.getMessage().setBody(ToolResult.of(arrived(uploadId.get())));
        } else if (content.isPresent()) {
            byte[] bytes = decoded(content.get());
            fields.putIfAbsent("name", "file");
            exchange.getMessage().setBody(sent(fields, "application/octet-stream", BodyPublishers.ofByteArray(bytes)));
        } else if (path.isPresent() && call.caller().local()) {
            Path file = roots.readable(call.caller(), path.get());
            fields.putIfAbsent("name", file.getFileName().toString());
            exchange.getMessage().setBody(sent(fields, type(file), body(file, call.progress())));
        } else {
            exchange.getMessage().setBody(ticket(fields, path.isPresent(), call.caller()));
        }
    }

    private static Map<String, String> fields(Arguments arguments) {
        Map<String, String> fields = new LinkedHashMap<>();
        arguments.text("fileName").ifPresent(name -> fields.put("name", name));
        arguments.text("numEpochs").ifPresent(epochs -> fields.put("numEpochs", epochs));
        for (String name : FIELDS) {
            arguments.text(name).ifPresent(value -> fields.put(name, value));
        }
        return fields;
    }

    private static byte[] decoded(String base64) {
        if (base64.length() > LARGEST_IN_CALL * 4 / 3 + 4) {
            throw ToolFailure.of(
                    "content_too_large",
                    "fileContent takes " + LARGEST_IN_CALL
                            + " bytes at most; call again without it and without filePath to get an address to send the file to");
        }
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw ToolFailure.of("bad_base64", "fileContent is not base64");
        }
    }

    private ToolResult sent(Map<String, String> fields, String type, BodyPublisher body) {
        HttpRequest.Builder request = gateway.request(hosts.onGateway("/upload?" + GatewayClient.query(fields)))
                .header("Content-Type", type)
                .PUT(body);
        authorize(request);
        GatewayClient.Answer answer = gateway.send(request.build());
        if (answer.status() != 200 || !(answer.json() instanceof ObjectNode json)) {
            throw answer.failure("upload_failed");
        }
        return ToolResult.of(json);
    }

    /** A caller that may upload requests a ticket; its user needs no token. */
    private ToolResult ticket(Map<String, String> fields, boolean path, Caller caller) {
        ObjectNode wanted = Json.object();
        fields.forEach(wanted::put);
        HttpRequest.Builder request = gateway.request(hosts.onGateway("/upload/tickets"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(wanted.toString().getBytes(StandardCharsets.UTF_8)));
        authorize(request);
        GatewayClient.Answer answer = gateway.send(request.build());
        if (answer.status() != 200 || !(answer.json() instanceof ObjectNode json)) {
            throw answer.failure("no_ticket");
        }
        ObjectNode result = Json.object()
                .put("status", "send_file")
                .put(
                        "message",
                        (path && !caller.local()
                                        ? "This server runs on another machine and cannot read the path. "
                                        : "")
                                + "Send the file to uploadUrl, for example with the line in curl, and call this tool again"
                                + " with uploadId and nothing else.");
        result.setAll(json);
        return ToolResult.of(result);
    }

    private ObjectNode arrived(String uploadId) {
        if (!uploadId.matches("[A-Za-z0-9_.-]{1,2048}")) {
            throw ToolFailure.of("bad_upload_id", "uploadId is not one that this tool has given");
        }
        HttpRequest.Builder request = gateway.request(hosts.onGateway("/upload/tickets/" + uploadId));
        authorize(request);
        GatewayClient.Answer answer = gateway.send(request.GET().build());
        if (answer.status() != 200 || !(answer.json() instanceof ObjectNode json)) {
            throw answer.failure("no_upload");
        }
        return json;
    }

    private void authorize(HttpRequest.Builder request) {
        uploadToken.ifPresent(token -> request.header("Authorization", "Bearer " + token.reveal()));
    }

    private static String type(Path file) throws IOException {
        String type = Files.probeContentType(file);
        return type == null ? "application/octet-stream" : type;
    }

    private static BodyPublisher body(Path file, ToolCall.Progress progress) throws IOException {
        long size = Files.size(file);
        return size == 0
                ? BodyPublishers.noBody()
                : BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(() -> open(file, size, progress)), size);
    }

    private static InputStream open(Path file, long size, ToolCall.Progress progress) {
        try {
            return new FilterInputStream(Files.newInputStream(file)) {
                private long done;

                @Override
                public int read(byte[] bytes, int offset, int length) throws IOException {
                    int read = super.read(bytes, offset, length);
                    done += Math.max(0, read);
                    progress.at(done, size, "sent " + done + " of " + size + " bytes");
                    return read;
                }
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
