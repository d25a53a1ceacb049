package io.tollgate.walrus.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.walrus.encoding.BlobId;
import io.tollgate.walrus.publish.PublisherAnswer.Refused;
import io.tollgate.walrus.publish.PublisherAnswer.Stored;
import io.tollgate.walrus.publish.PublisherAnswer.Then;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PublisherAnswerTest {
    private static final BlobId ID = BlobId.parse("M4hsZGQ1oCktdzegB6HnI6Mi28S2nqOPHxK-W7_4BUk");
    private static final String CREATED = """
            {"newlyCreated":{"blobObject":{"id":"0xe91eee8c5b6f35b9a250cfc29e30f0d9e5463a21fd8d1ddb0fc22d44db4eac50",
             "registeredEpoch":34,"blobId":"M4hsZGQ1oCktdzegB6HnI6Mi28S2nqOPHxK-W7_4BUk","size":17,"encodingType":"RS2",
             "certifiedEpoch":null,"storage":{"id":"0x47","startEpoch":34,"endEpoch":35,"storageSize":66034000},
             "deletable":true},
             "resourceOperation":{"registerFromScratch":{"encodedLength":66034000,"epochsAhead":1}},"cost":132300}}
            """;

    @Test
    void aNewBlobWithANullCertifiedEpochIsStored() {
        PublisherAnswer answer = read(200, CREATED);

        String object = "0xe91eee8c5b6f35b9a250cfc29e30f0d9e5463a21fd8d1ddb0fc22d44db4eac50";
        assertThat(answer).isEqualTo(new Stored(ID, Optional.of(object), 35, false));
    }

    @Test
    void aCopyOfAnotherPartyHasNoObject() {
        PublisherAnswer answer = read(200, """
                {"alreadyCertified":{"blobId":"M4hsZGQ1oCktdzegB6HnI6Mi28S2nqOPHxK-W7_4BUk",
                 "event":{"txDigest":"4XQHFa9S324wTzYHF3vsBSwpUZuLpmwTHYMFv9nsttSs","eventSeq":"0"},"endEpoch":35}}
                """);

        assertThat(answer).isEqualTo(new Stored(ID, Optional.empty(), 35, true));
    }

    @Test
    void aCopyInThePublishersWalletHasItsObject() {
        PublisherAnswer answer = read(200, """
                {"alreadyCertified":{"blobId":"M4hsZGQ1oCktdzegB6HnI6Mi28S2nqOPHxK-W7_4BUk","object":"0xb7261f98","endEpoch":149}}
                """);

        assertThat(answer).isEqualTo(new Stored(ID, Optional.of("0xb7261f98"), 149, true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "<html>all is well</html>",
                "{\"error\":{\"blobId\":null,\"failurePhase\":\"certify\",\"errorMsg\":\"no entry\"}}",
                "{\"newlyCreated\":{\"blobObject\":{\"blobId\":\"M4hsZGQ1oCktdzegB6HnI6Mi28S2nqOPHxK-W7_4BUk\"}}}",
                "{\"alreadyCertified\":{\"blobId\":\"../../etc/passwd\",\"endEpoch\":35}}",
                "{\"alreadyCertified\":{\"blobId\":\"M4hsZGQ1oCktdzegB6HnI6Mi28S2nqOPHxK-W7_4BUk\",\"endEpoch\":\"35\"}}",
                "{\"alreadyCertified\":{\"blobId\":\"M4hsZGQ1oCktdzegB6HnI6Mi28S2nqOPHxK-W7_4BUk\",\"endEpoch\":-1}}",
                "{\"alreadyCertified\":{\"blobId\":\"M4hsZGQ1oCktdzegB6HnI6Mi28S2nqOPHxK-W7_4BUk\",\"endEpoch\":1.5}}"
            })
    void a200WithoutACompleteBlobIsNotStored(String body) {
        PublisherAnswer answer = read(200, body);

        assertThat(answer).isEqualTo(new Refused(200, "answer without a stored blob", Then.NEXT_PUBLISHER));
    }

    @Test
    void aBlobMarkedInvalidIsRefusedForGood() {
        PublisherAnswer answer = read(200, "{\"markedInvalid\":{\"blobId\":\"x\"}}");

        assertThat(answer).isEqualTo(new Refused(200, "marked invalid", Then.NEVER));
    }

    @ParameterizedTest
    @CsvSource({
        "400, INVALID_BLOB_PERSISTENCE, NEVER",
        "400, INVALID_TOKEN, NEVER",
        "401, INVALID_SIGNATURE, NEXT_PUBLISHER",
        "429, TOKEN_ALREADY_USED, NEW_TOKEN",
        "451, FORBIDDEN_BLOB, NEVER",
        "500, INTERNAL_ERROR, NEXT_PUBLISHER",
        "503, BLOB_UNAVAILABLE, NEXT_PUBLISHER",
        "504, INSUFFICIENT_CONFIRMATIONS, NEXT_PUBLISHER",
        "504, EXPIRED_SIGNATURE, NEW_TOKEN"
    })
    void theReasonIsReadFromAnErrorEnvelope(int status, String reason, Then then) {
        String body = "{\"error\":{\"code\":1,\"details\":[{\"@type\":\"ErrorInfo\",\"reason\":\"" + reason + "\"}]}}";

        assertThat(read(status, body)).isEqualTo(new Refused(status, reason, then));
    }

    @Test
    void theReasonOfATextIsItsFirst120Characters() {
        PublisherAnswer answer = read(413, "Failed to buffer\r\nthe request body: " + "x".repeat(1000));

        assertThat(answer).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.reason())
                    .startsWith("Failed to buffer the request body: xxx")
                    .hasSize(120);
            assertThat(refused.then()).isEqualTo(Then.NEVER_HERE);
        });
    }

    @Test
    void aPlainText429MeansBusy() {
        assertThat(read(429, "the publisher is receiving too many requests; please try again later"))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.then()).isEqualTo(Then.LATER));
    }

    @Test
    void anHtmlPageOfAProxyGivesNoReason() {
        assertThat(read(502, "<html><h1>502</h1></html>"))
                .isEqualTo(new Refused(502, "no reason given", Then.NEXT_PUBLISHER));
    }

    @Test
    void aCompleteBlobUnderAnotherStatusIsNotStored() {
        assertThat(read(202, CREATED)).isEqualTo(new Refused(202, "no reason given", Then.NEXT_PUBLISHER));
    }

    private static PublisherAnswer read(int status, String body) {
        return PublisherAnswer.read(status, body.getBytes(StandardCharsets.UTF_8));
    }
}
