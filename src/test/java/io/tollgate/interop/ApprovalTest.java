package io.tollgate.interop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tollgate.TestGateway;
import io.tollgate.mcp.McpCaller;
import io.tollgate.x402.evm.Wallet;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A person agrees to a payment: asked through the client where it can ask, else with the token of a quote. */
@Tag("full")
class ApprovalTest {
    private static final String TOKEN = "alice-has-this-token";
    private static final String BUY = "download-file-from-walrus";
    private static final String META = "io.modelcontextprotocol/";
    private static final String QUESTION = "approve-payment";

    private static TestGateway gateway;
    private static McpCaller alice;

    @BeforeAll
    static void start() {
        gateway = TestGateway.start(Map.of(
                "MCP_TOKEN",
                "alice:" + TOKEN + ",bob:bobby-has-this-token",
                "PRIVATE_KEY",
                Wallet.development(0).reveal(),
                "WALLET_APPROVE_ABOVE",
                "$0.005"));
        alice = new McpCaller(gateway, TOKEN);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    /** The older revisions know no question in a stateless call, so there the quote's token it is, whatever a client can. */
    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource({
        "@modelcontextprotocol/client, accept,  1, success,         true,  false",
        "@modelcontextprotocol/client, no,      1, not_approved,    false, false",
        "@modelcontextprotocol/client, decline, 1, not_approved,    false, false",
        "@modelcontextprotocol/client, cancel,  1, not_approved,    false, false",
        "@modelcontextprotocol/client, unasked, 0, approval_needed, false, true",
        "@modelcontextprotocol/sdk,    accept,  0, approval_needed, false, true",
    })
    void anOfficialClientBuysOnlyWithItsUsersYes(
            String client, String says, int questions, String code, boolean paid, boolean paidWithConfirm)
            throws Exception {
        InteropPackages packages = InteropPackages.install();
        String blobId = sold();
        String before = left();

        InteropPackages.Output output =
                packages.node(2, "approve.mjs", client, gateway.url("/mcp").toString(), TOKEN, says, blobId);

        assertThat(output.exit()).as(output.text()).isZero();
        JsonNode told = TestGateway.JSON.readTree(output.text().lines().reduce("", (early, line) -> line));
        assertThat(told.path("questions")).hasSize(questions);
        told.path("questions")
                .forEach(asked -> assertThat(asked.asText()).startsWith("Pay $0.01 on base-sepolia to 0x"));
        assertThat(told.path("code").asText()).isEqualTo(code);
        assertThat(told.path("paid").asBoolean()).isEqualTo(paid);
        assertThat(told.path("paidWithConfirm").asBoolean()).isEqualTo(paidWithConfirm);
        assertThat(left().equals(before)).isEqualTo(!paid && !paidWithConfirm);
    }

    @Test
    void m04_aYesIsForTheQuestionThatWasAsked() {
        JsonNode question = ask(sold());
        String other = sold();

        JsonNode forged = modern(alice, other, yes("ok_" + UUID.randomUUID()));
        JsonNode elsewhere = modern(alice, other, yes(state(question)));
        JsonNode without = modern(alice, other, yes(null));

        assertThat(forged.path("resultType").asText()).isEqualTo("input_required");
        assertThat(elsewhere.path("resultType").asText()).isEqualTo("input_required");
        assertThat(without.path("resultType").asText()).isEqualTo("input_required");
    }

    @Test
    void aYesOfOneCallerIsNotAnothers() {
        String blobId = sold();
        JsonNode question = ask(blobId);

        JsonNode bobs = modern(new McpCaller(gateway, "bobby-has-this-token"), blobId, yes(state(question)));
        JsonNode alices = modern(alice, blobId, yes(state(question)));

        assertThat(bobs.path("resultType").asText()).isEqualTo("input_required");
        assertThat(alices.path("structuredContent").path("paid").asBoolean()).isTrue();
    }

    @Test
    void m04_aPriceThatRoseSinceTheQuestionIsAskedAboutAnew() {
        TestGateway.Sold item =
                gateway.upload(UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8), TestGateway.PRICE);
        JsonNode question = ask(item.blobId());
        reprice(item, "0.02");

        JsonNode again = modern(alice, item.blobId(), yes(state(question)));
        JsonNode bought = modern(alice, item.blobId(), yes(state(again)));

        assertThat(message(question)).startsWith("Pay $0.01 ");
        assertThat(message(again)).startsWith("Pay $0.02 ");
        assertThat(bought.path("structuredContent")
                        .path("payment")
                        .path("price")
                        .asText())
                .isEqualTo("$0.02");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ok_forged"})
    void withoutATokenOfAQuoteNothingIsPaid(String confirm) {
        String blobId = sold();
        String before = left();

        JsonNode result = alice.call(BUY, Map.of("blobId", blobId, "confirm", confirm));

        assertThat(result.path("structuredContent").path("code").asText()).isEqualTo("approval_needed");
        assertThat(left()).isEqualTo(before);
    }

    private static String sold() {
        return gateway.upload(UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8), TestGateway.PRICE)
                .blobId();
    }

    private static JsonNode ask(String blobId) {
        JsonNode question = modern(alice, blobId, TestGateway.JSON.createObjectNode());
        assertThat(question.path("resultType").asText()).isEqualTo("input_required");
        return question;
    }

    private static ObjectNode yes(String state) {
        ObjectNode more = TestGateway.JSON.createObjectNode();
        more.putObject("inputResponses")
                .putObject(QUESTION)
                .put("action", "accept")
                .putObject("content")
                .put("approve", true);
        return state == null ? more : more.put("requestState", state);
    }

    private static String state(JsonNode question) {
        return question.path("requestState").asText();
    }

    private static String message(JsonNode question) {
        return question.path("inputRequests")
                .path(QUESTION)
                .path("params")
                .path("message")
                .asText();
    }

    /** A call in the form of 2026-07-28 by a client that can ask. */
    private static JsonNode modern(McpCaller caller, String blobId, ObjectNode more) {
        ObjectNode params = TestGateway.JSON.createObjectNode().put("name", BUY);
        params.putObject("arguments").put("blobId", blobId);
        params.setAll(more);
        ObjectNode meta = params.putObject("_meta").put(META + "protocolVersion", "2026-07-28");
        meta.putObject(META + "clientInfo").put("name", "test").put("version", "1");
        meta.putObject(META + "clientCapabilities").putObject("elicitation").putObject("form");
        HttpResponse<byte[]> answer = caller.post(
                "tools/call",
                params,
                "MCP-Protocol-Version",
                "2026-07-28",
                "Mcp-Method",
                "tools/call",
                "Mcp-Name",
                BUY);
        return TestGateway.json(answer).path("result");
    }

    private static void reprice(TestGateway.Sold item, String price) {
        HttpResponse<byte[]> answer = gateway.send(HttpRequest.newBuilder(gateway.url("/items/" + item.blobId()))
                .header(
                        "Authorization",
                        "Bearer " + item.answer().path("sellerToken").asText())
                .header("Content-Type", "application/json")
                .method("PATCH", HttpRequest.BodyPublishers.ofString("{\"price\":\"" + price + "\"}"))
                .build());
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    private static String left() {
        return alice.got("wallet-status", Map.of()).path("leftToday").asText();
    }
}
