package io.tollgate.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.tollgate.TestGateway;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Access tokens of an OAuth issuer at {@code /mcp}: made by it, for this server, and not over (RFC 8707, RFC 9728). */
class IssuedTokensTest {
    private static final String METADATA = "/.well-known/oauth-protected-resource/mcp";

    private static HttpServer issuer;
    private static String address;
    private static PublicJsonWebKey key;
    private static TestGateway gateway;

    @BeforeAll
    static void start() throws Exception {
        key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
        key.setKeyId("one");
        issuer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        byte[] keys =
                new JsonWebKeySet(key).toJson(OutputControlLevel.PUBLIC_ONLY).getBytes(StandardCharsets.UTF_8);
        issuer.createContext("/.well-known/jwks.json", exchange -> {
            exchange.sendResponseHeaders(200, keys.length);
            try (exchange) {
                exchange.getResponseBody().write(keys);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        issuer.start();
        address = "http://127.0.0.1:" + issuer.getAddress().getPort();
        gateway = TestGateway.start(Map.of("MCP_ISSUER", address));
    }

    @AfterAll
    static void stop() {
        gateway.close();
        issuer.stop(0);
    }

    /** The issuer's claims for a caller that may call this server for five minutes. */
    private static JwtClaims claims() {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(address);
        claims.setAudience(gateway.url("/mcp").toString());
        claims.setSubject("caller");
        claims.setExpirationTimeMinutesInTheFuture(5);
        return claims;
    }

    private static String signed(JwtClaims claims, PublicJsonWebKey by) throws JoseException {
        JsonWebSignature token = new JsonWebSignature();
        token.setPayload(claims.toJson());
        token.setAlgorithmHeaderValue(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
        token.setKeyIdHeaderValue("one");
        token.setKey(by.getPrivateKey());
        return token.getCompactSerialization();
    }

    private static HttpResponse<byte[]> list(String token) {
        return new McpCaller(gateway, token).post("tools/list", TestGateway.JSON.createObjectNode());
    }

    private static void assertRefused(String token) {
        HttpResponse<byte[]> answer = list(token);

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate"))
                .get()
                .asString()
                .contains("resource_metadata=\"" + gateway.url(METADATA) + "\"");
    }

    @Test
    void whoHasATokenForThisServerIsTheHouses() throws Exception {
        String token = signed(claims(), key);

        assertThat(list(token).statusCode()).isEqualTo(200);
        JsonNode status = new McpCaller(gateway, token).got("wallet-status", Map.of());
        assertThat(status.path("leftToday").asText()).startsWith("$");
    }

    @Test
    void aTokenForAnotherServerIsRefused() throws Exception {
        JwtClaims claims = claims();
        claims.setAudience("https://files.example/mcp");

        assertRefused(signed(claims, key));
    }

    @Test
    void aTokenForNobodyInParticularIsRefused() throws Exception {
        JwtClaims claims = claims();
        claims.unsetClaim("aud");

        assertRefused(signed(claims, key));
    }

    @Test
    void aTokenOfAnotherIssuerIsRefused() throws Exception {
        JwtClaims claims = claims();
        claims.setIssuer("https://elsewhere.example");

        assertRefused(signed(claims, key));
    }

    @Test
    void aTokenThatAnotherKeySignedIsRefused() throws Exception {
        assertRefused(signed(claims(), EcJwkGenerator.generateJwk(EllipticCurves.P256)));
    }

    @Test
    void aTokenThatIsOverIsRefused() throws Exception {
        JwtClaims claims = claims();
        claims.setExpirationTimeMinutesInTheFuture(-2);

        assertRefused(signed(claims, key));
    }

    @Test
    void aTokenWithoutAnEndIsRefused() throws Exception {
        JwtClaims claims = claims();
        claims.unsetClaim("exp");

        assertRefused(signed(claims, key));
    }

    @Test
    void aTokenThatNobodySignedIsRefused() throws Exception {
        JsonWebSignature token = new JsonWebSignature();
        token.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
        token.setAlgorithmHeaderValue(AlgorithmIdentifiers.NONE);
        token.setPayload(claims().toJson());

        assertRefused(token.getCompactSerialization());
    }

    @Test
    void whoHasNoTokenIsToldWhereToGetOne() {
        assertRefused(null);

        JsonNode told = TestGateway.json(gateway.get(gateway.url(METADATA)));
        assertThat(told.path("resource").asText()).isEqualTo(gateway.url("/mcp").toString());
        assertThat(told.path("authorization_servers"))
                .singleElement()
                .satisfies(server -> assertThat(server.asText()).isEqualTo(address));
    }
}
