package io.tollgate.mcp.tool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tollgate.mcp.Json;
import io.tollgate.mcp.ToolCall;
import io.tollgate.mcp.ToolFailure;
import io.tollgate.mcp.ToolResult;
import io.tollgate.x402.protocol.Headers;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Gets a file for a client that pays with its own wallet: the terms go to the client as x402's transport for MCP has
 * them, its payment comes back in {@code _meta}, and the receipt goes into the {@code _meta} of the result.
 */
public final class PayWithClientWallet implements Processor {
    static final String PAYMENT = "x402/payment";
    private static final String RECEIPT = "x402/payment-response";
    private static final int LARGEST_PAYMENT = 16 * 1024;
    private static final String[] RECEIPTS = {Headers.PAYMENT_RESPONSE, Headers.X_PAYMENT_RESPONSE};

    private final GatewayClient gateway;

    public PayWithClientWallet(GatewayClient gateway) {
        this.gateway = gateway;
    }

    @Override
    public void process(Exchange exchange) {
        ToolCall call = ToolCall.of(exchange);
        DownloadTarget goods = DownloadTarget.of(exchange);
        String tool = exchange.getFromEndpoint().getEndpointUri().replaceFirst("^ai-tool:(//)?([^?]*).*$", "$2");
        HttpRequest.Builder request = gateway.request(goods.url());
        Optional<JsonNode> payment = call.meta(PAYMENT);
        payment.ifPresent(paid -> present(request, paid, goods));
        GatewayClient.Answer answer = gateway.send(request.GET().build(), PayWithOperatorWallet.LARGEST_INLINE);
        Optional<JsonNode> receipt = receipt(answer);
        if (answer.status() == 402) {
            exchange.getMessage().setBody(ToolResult.error(terms(answer, tool, receipt)));
            return;
        }
        if (answer.status() != 200) {
            receipt.ifPresent(told -> call.resultMeta(RECEIPT, told));
            throw answer.failure("not_delivered");
        }
        receipt.ifPresent(told -> call.resultMeta(RECEIPT, told));
        exchange.getMessage().setBody(goods(goods, answer, receipt));
    }

    /** The signature covers the transfer alone; what is sold is named as the gateway knows it. */
    private static void present(HttpRequest.Builder request, JsonNode paid, DownloadTarget goods) {
        if (!(paid.deepCopy() instanceof ObjectNode payment) || paid.toString().length() > LARGEST_PAYMENT) {
            throw ToolFailure.of("bad_payment", PAYMENT + " must be a payment of x402, as an object");
        }
        boolean first = payment.path("x402Version").asInt() == 1;
        if (!first && payment.has("resource")) {
            payment.putObject("resource").put("url", goods.url().toString());
        }
        String header = Base64.getEncoder().encodeToString(payment.toString().getBytes(StandardCharsets.UTF_8));
        request.header(first ? Headers.X_PAYMENT : Headers.PAYMENT_SIGNATURE, header);
    }

    /** The gateway's own terms, about the tool instead of an address. */
    private static ObjectNode terms(GatewayClient.Answer answer, String tool, Optional<JsonNode> receipt) {
        ObjectNode terms = answer.headers()
                .firstValue(Headers.PAYMENT_REQUIRED)
                .flatMap(PayWithClientWallet::decoded)
                .filter(JsonNode::isObject)
                .map(ObjectNode.class::cast)
                .orElseThrow(() -> ToolFailure.of("no_terms", "the seller asks for a payment but names no terms"));
        ObjectNode resource = terms.withObject("/resource");
        resource.put("url", "mcp://tool/" + tool);
        resource.put("mimeType", "application/json");
        receipt.map(told -> told.path("errorReason").asText(""))
                .filter(why -> !why.isBlank())
                .ifPresent(why -> terms.put("error", why));
        return terms;
    }

    private static Optional<JsonNode> receipt(GatewayClient.Answer answer) {
        for (String name : RECEIPTS) {
            Optional<JsonNode> receipt = answer.headers().firstValue(name).flatMap(PayWithClientWallet::decoded);
            if (receipt.isPresent()) {
                return receipt;
            }
        }
        return Optional.empty();
    }

    private static Optional<JsonNode> decoded(String base64) {
        try {
            return Json.parse(Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static ToolResult goods(DownloadTarget goods, GatewayClient.Answer answer, Optional<JsonNode> receipt) {
        ObjectNode json = Json.object()
                .put("status", "success")
                .put("url", goods.url().toString())
                .put("paid", receipt.isPresent());
        receipt.map(told -> told.path("transaction").asText(""))
                .filter(id -> !id.isBlank())
                .ifPresent(id -> json.putObject("payment").put("transaction", id));
        if (answer.whole()) {
            json.put("size", answer.body().length).put("sha256", sha256(answer.body()));
            return DownloadResult.content(json, answer.body());
        }
        return ToolResult.of(
                DownloadResult.link(json, goods.url(), answer.headers().firstValue(Headers.DOWNLOAD_LINK)));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
