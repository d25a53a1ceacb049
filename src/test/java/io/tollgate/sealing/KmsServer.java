package io.tollgate.sealing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;

/**
 * The part of AWS KMS that wrapping uses: Encrypt and Decrypt of its JSON protocol over HTTP, with encryption context.
 */
final class KmsServer implements AutoCloseable {
    static final String ARN = "arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";

    private static final JsonMapper JSON = new JsonMapper();
    private static final int NONCE = 12;

    private final SecureRandom random = new SecureRandom();
    private final byte[] key = random(32);
    private final HttpServer server;
    final List<String> requests = new CopyOnWriteArrayList<>();
    final List<JsonNode> bodies = new CopyOnWriteArrayList<>();
    final List<String> authorizations = new CopyOnWriteArrayList<>();
    volatile int status;

    KmsServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::serve);
        server.start();
    }

    KmsClient client() {
        return KmsClient.builder()
                .region(Region.EU_CENTRAL_1)
                .endpointOverride(
                        URI.create("http://127.0.0.1:" + server.getAddress().getPort()))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("key-id", "secret")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .overrideConfiguration(each -> each.retryStrategy(retries -> retries.maxAttempts(1)))
                .build();
    }

    private void serve(HttpExchange exchange) throws IOException {
        JsonNode request = JSON.readTree(exchange.getRequestBody());
        String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
        requests.add(target);
        bodies.add(request);
        authorizations.add(exchange.getRequestHeaders().getFirst("Authorization"));
        int code = status == 0 ? 200 : status;
        ObjectNode answer = JSON.createObjectNode();
        try {
            if (status != 0) {
                answer.put("__type", "KMSInternalException");
            } else if (!request.path("KeyId").asText().equals(ARN)) {
                throw new GeneralSecurityException("another key");
            } else if (target.equals("TrentService.Encrypt")) {
                byte[] nonce = random(NONCE);
                byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, request).doFinal(bytes(request.path("Plaintext")));
                byte[] blob = Arrays.copyOf(nonce, NONCE + sealed.length);
                System.arraycopy(sealed, 0, blob, NONCE, sealed.length);
                answer.put("CiphertextBlob", Base64.getEncoder().encodeToString(blob));
            } else {
                byte[] blob = bytes(request.path("CiphertextBlob"));
                byte[] plain = cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(blob, NONCE), request)
                        .doFinal(blob, NONCE, blob.length - NONCE);
                answer.put("Plaintext", Base64.getEncoder().encodeToString(plain));
            }
            answer.put("KeyId", ARN);
        } catch (GeneralSecurityException e) {
            code = 400;
            answer.put("__type", "InvalidCiphertextException");
        }
        byte[] body = JSON.writeValueAsBytes(answer);
        exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.1");
        exchange.sendResponseHeaders(code, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    /** As in KMS, the context is bound to the ciphertext but is not part of it. */
    private Cipher cipher(int mode, byte[] nonce, JsonNode request) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
        cipher.updateAAD(request.path("EncryptionContext").toString().getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private static byte[] bytes(JsonNode base64) {
        return Base64.getDecoder().decode(base64.asText());
    }

    private byte[] random(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
