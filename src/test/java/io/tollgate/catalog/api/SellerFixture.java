package io.tollgate.catalog.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tollgate.TestGateway;
import io.tollgate.x402.evm.Wallet;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** What a seller sends to change a listing, with the token or with a wallet's signature. */
public final class SellerFixture {
    private final TestGateway gateway;

    public SellerFixture(TestGateway gateway) {
        this.gateway = gateway;
    }

    public static String token(TestGateway.Sold sold) {
        return "Bearer " + sold.answer().path("sellerToken").asText();
    }

    public URI url(TestGateway.Sold sold) {
        return gateway.url("/items/" + sold.blobId());
    }

    /** PATCH with the seller's token, which has to succeed. */
    public JsonNode change(TestGateway.Sold sold, String json) {
        HttpResponse<byte[]> answer = patch(sold, json, "Authorization", token(sold));
        if (answer.statusCode() != 200) {
            throw new AssertionError(answer.statusCode() + " " + new String(answer.body(), StandardCharsets.UTF_8));
        }
        return TestGateway.json(answer);
    }

    public HttpResponse<byte[]> patch(TestGateway.Sold sold, String json, String... headers) {
        return send(url(sold), "PATCH", json, headers);
    }

    public HttpResponse<byte[]> delete(TestGateway.Sold sold, String query, String... headers) {
        return send(URI.create(url(sold) + query), "DELETE", "", headers);
    }

    HttpResponse<byte[]> send(URI url, String method, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(url)
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return gateway.send(request.build());
    }

    /** The header that answers the sign-in which a 401 asks for; the text is written by hand, as EIP-4361 has it. */
    static String signIn(HttpResponse<byte[]> unauthorised, Wallet wallet) {
        ObjectNode info = (ObjectNode) TestGateway.json(unauthorised)
                .path("extensions")
                .path("sign-in-with-x")
                .path("info");
        String text = info.path("domain").asText() + " wants you to sign in with your Ethereum account:\n"
                + wallet.address() + "\n\n"
                + info.path("statement").asText() + "\n\n"
                + "URI: " + info.path("uri").asText() + "\n"
                + "Version: 1\n"
                + "Chain ID: 84532\n"
                + "Nonce: " + info.path("nonce").asText() + "\n"
                + "Issued At: " + info.path("issuedAt").asText() + "\n"
                + "Expiration Time: " + info.path("expirationTime").asText() + "\n"
                + "Resources:\n- " + info.path("resources").path(0).asText();
        ObjectNode proof = info.deepCopy()
                .put("address", wallet.address().toString())
                .put("chainId", "eip155:84532")
                .put("type", "eip191")
                .put("signature", wallet.sign(text));
        return Base64.getEncoder().encodeToString(proof.toString().getBytes(StandardCharsets.UTF_8));
    }
}
