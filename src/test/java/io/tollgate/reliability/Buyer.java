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
 * One buyer with one signed payment, and what was seen of it: how often the whole file came, and whether anything came
 * that the token had not been paid for. Its wallet is its own, so the token's count of its transfers is the truth.
 */
final class Buyer {
    /** What an answer was. */
    enum Answer {
        WHOLE,
        PART,
        WAIT,
        REFUSED
    }

    private final TwoGateways gateways;
    private final HttpClient http;
    private final TestPayer purse;
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
        purse = new TestPayer(gateways.first.buyer());
        HttpResponse<byte[]> challenge = gateways.first.get(gateways.download(gateways.first, blobId));
        ObjectNode signed = v1 ? purse.v1(challenge) : purse.v2(challenge);
        JsonNode terms = TestPayer.terms(challenge).path("accepts").path(0);
        long now = gateways.clock.instant().getEpochSecond();
        signed.set(
                "payload",
                purse.signed(terms.path("payTo").asText(), terms.path("amount").asText(), now - 600, now + 300));
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

    /** Sends the payment and reads the whole answer. */
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
        return judged(answer);
    }

    /** Comes back with the token that a paid answer carried; false when none did. */
    boolean fetchWithToken(TestGateway gateway) {
        if (token == null) {
            return false;
        }
        HttpResponse<byte[]> answer = gateway.get(gateways.download(gateway, blobId), "Tollgate-Download-Token", token);
        return answer.statusCode() == 200 && Arrays.equals(answer.body(), content);
    }

    private void keepToken(HttpResponse<?> answer) {
        answer.headers().firstValue("Tollgate-Download-Token").ifPresent(shown -> token = shown);
    }

    private Answer judged(HttpResponse<byte[]> answer) {
        keepToken(answer);
        switch (answer.statusCode()) {
            case 200 -> {
                paidFor("a file");
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

    /** Sends the payment and hangs up after the first byte of the answer. */
    Answer hangUp(TestGateway gateway) {
        try {
            HttpResponse<InputStream> answer = http.send(request(gateway), BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                keepToken(answer);
                if (answer.statusCode() == 200 && body.read() >= 0) {
                    paidFor("a byte");
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

    private void paidFor(String what) {
        if (transfers() != 1) {
            throw new AssertionError(what + " came after " + transfers() + " transfers");
        }
    }

    long transfers() {
        return gateways.first.account(purse.address()).path("transfers").asLong();
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
