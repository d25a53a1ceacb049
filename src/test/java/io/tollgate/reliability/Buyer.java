package io.tollgate.reliability;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tollgate.TestGateway;
import io.tollgate.TestPayer;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;

/**
 * One buyer with one signed payment. It records how often the complete file was received, and fails when bytes arrive
 * before the payment. It has its own wallet, so the token's count of its transfers is exact.
 */
final class Buyer {
    /** The kind of an answer. */
    enum Answer {
        WHOLE,
        PART,
        WAIT,
        REFUSED
    }

    private final TwoGateways gateways;
    private final HttpClient http;
    private final TestPayer payer;
    private final String blobId;
    private final byte[] content;
    private final String header;
    private final String payment;
    private volatile String token;
    private int whole;

    Buyer(TwoGateways gateways, HttpClient http, String blobId, byte[] content, boolean v1) {
        this.gateways = gateways;
        this.http = http;
        this.blobId = blobId;
        this.content = content;
        payer = new TestPayer(gateways.first.buyer());
        HttpResponse<byte[]> challenge = gateways.first.get(gateways.download(gateways.first, blobId));
        ObjectNode signed = v1 ? payer.v1(challenge) : payer.v2(challenge);
        JsonNode terms = TestPayer.terms(challenge).path("accepts").path(0);
        long now = gateways.clock.instant().getEpochSecond();
        signed.set(
                "payload",
                payer.signed(terms.path("payTo").asText(), terms.path("amount").asText(), now - 600, now + 300));
        payment = TestPayer.encode(signed);
        header = v1 ? "X-PAYMENT" : "PAYMENT-SIGNATURE";
    }

    boolean isV1() {
        return header.equals("X-PAYMENT");
    }

    private HttpRequest request(TestGateway gateway) {
        return HttpRequest.newBuilder(gateways.download(gateway, blobId))
                .header(header, payment)
                .timeout(Duration.ofSeconds(60))
                .build();
    }

    /** Sends the payment and reads the complete answer. */
    Answer buy(TestGateway gateway) {
        HttpResponse<byte[]> answer;
        try {
            answer = http.send(request(gateway), BodyHandlers.ofByteArray());
        } catch (IOException e) {
            return Answer.PART;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return classify(answer);
    }

    /** Requests the file with the token of a paid answer; false when no answer had one. */
    boolean fetchWithToken(TestGateway gateway) {
        if (token == null) {
            return false;
        }
        HttpResponse<byte[]> answer = gateway.get(gateways.download(gateway, blobId), "Tollgate-Download-Token", token);
        return answer.statusCode() == 200 && Arrays.equals(answer.body(), content);
    }

    private void storeToken(HttpResponse<?> answer) {
        answer.headers().firstValue("Tollgate-Download-Token").ifPresent(received -> token = received);
    }

    private Answer classify(HttpResponse<byte[]> answer) {
        storeToken(answer);
        switch (answer.statusCode()) {
            case 200 -> {
                assertPaid("a file");
                if (!Arrays.equals(answer.body(), content)) {
                    throw new AssertionError("other bytes than were sold came with a 200");
                }
                synchronized (this) {
                    whole++;
                }
                return Answer.WHOLE;
            }
            case 503 -> {
                if (answer.headers().firstValue("PAYMENT-REQUIRED").isPresent()) {
                    throw new AssertionError("a 503 with fresh terms");
                }
                return Answer.WAIT;
            }
            case 402 -> {
                return Answer.REFUSED;
            }
            default -> throw new AssertionError(answer.statusCode() + " " + new String(answer.body()));
        }
    }

    /** Sends the payment and disconnects after the first byte of the answer. */
    Answer readOneByte(TestGateway gateway) {
        try {
            HttpResponse<InputStream> answer = http.send(request(gateway), BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                storeToken(answer);
                if (answer.statusCode() == 200 && body.read() >= 0) {
                    assertPaid("a byte");
                }
            }
        } catch (IOException e) {
            return Answer.PART;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return Answer.PART;
    }

    private void assertPaid(String what) {
        if (transfers() != 1) {
            throw new AssertionError(what + " came after " + transfers() + " transfers");
        }
    }

    long transfers() {
        return gateways.first.account(payer.address()).path("transfers").asLong();
    }

    synchronized int whole() {
        return whole;
    }

    String payment() {
        return payment;
    }

    String blobId() {
        return blobId;
    }
}
