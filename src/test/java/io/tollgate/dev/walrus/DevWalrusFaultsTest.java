package io.tollgate.dev.walrus;

import static io.tollgate.dev.walrus.DevStore.body;
import static io.tollgate.dev.walrus.DevStore.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DevWalrusFaultsTest {
    @TempDir
    private Path directory;

    private DevStore store;

    @BeforeEach
    void open() {
        store = new DevStore(directory);
    }

    @Test
    void aBlobCanBeMissingForAWhileAfterItsUpload() throws IOException {
        store.faults("{\"read\":{\"notFoundSeconds\":30}}");
        String id = store.storeAndGetId(null, "late");

        int immediately = store.read(id).status();
        store.advanceClock(Duration.ofSeconds(30));

        assertThat(immediately).isEqualTo(404);
        assertThat(store.read(id).status()).isEqualTo(200);
    }

    @Test
    void aFaultWithTimesEnds() throws IOException {
        String id = store.storeAndGetId(null, "soon");
        store.faults("{\"read\":{\"unavailable\":true,\"times\":2}}");

        DevAnswer first = store.read(id);
        DevAnswer second = store.slice(id, "start=0&length=1");

        assertThat(first.status()).isEqualTo(503);
        assertThat(body(first)).contains("\"status\":\"UNAVAILABLE\"", "\"BLOB_UNAVAILABLE\"");
        assertThat(second.status()).isEqualTo(503);
        assertThat(store.read(id).status()).isEqualTo(200);
    }

    @Test
    void anUploadCanBeStoredAndAnswered504() throws IOException {
        store.faults("{\"store\":{\"unconfirmed\":true,\"times\":1}}");

        DevAnswer lost = store.put("permanent=true", "paid");
        DevAnswer again = store.put("permanent=true", "paid");

        assertThat(lost.status()).isEqualTo(504);
        assertThat(body(lost)).contains("\"DEADLINE_EXCEEDED\"", "\"INSUFFICIENT_CONFIRMATIONS\"");
        assertThat(json(again).has("alreadyCertified")).isTrue();
    }

    @Test
    void aBodyCanBreakBeforeItsDeclaredLength() throws IOException {
        String id = store.storeAndGetId(null, "0123456789");
        store.faults("{\"read\":{\"cutAfterBytes\":4}}");

        DevAnswer answer = store.read(id);

        assertThat(answer.content().length()).isEqualTo(10);
        try (InputStream in = answer.content().open()) {
            byte[] received = new byte[10];
            assertThat(in.readNBytes(received, 0, 10)).isEqualTo(4);
            assertThat(received).startsWith("0123".getBytes(StandardCharsets.UTF_8));
            assertThatThrownBy(in::read).isInstanceOf(IOException.class);
        }
        assertThat(body(store.range(id, "bytes=4-7"))).isEqualTo("4567");
    }

    @Test
    void bytesCanBeWrong() throws IOException {
        String id = store.storeAndGetId(null, "0123456789");
        store.faults("{\"read\":{\"wrongBytes\":true}}");

        assertThat(body(store.read(id))).hasSize(10).isNotEqualTo("0123456789");
    }

    @Test
    void aProxyCanAnswerInstead() throws IOException {
        store.faults("{\"read\":{\"html\":true},\"store\":{\"html\":true}}");

        assertThat(store.put(null, "x").status()).isEqualTo(502);
        assertThat(store.read("x").headers()).containsEntry("content-type", "text/html");
    }

    @Test
    void aPublisherCanBeBusy() throws IOException {
        store.faults("{\"store\":{\"tooMany\":true,\"times\":1}}");

        assertThat(store.put(null, "x").status()).isEqualTo(429);
        assertThat(store.put(null, "x").status()).isEqualTo(200);
    }

    @Test
    void anAnswerCanBeTruncatedWithoutAnError() throws IOException {
        String id = store.storeAndGetId(null, "0123456789");
        store.faults("{\"read\":{\"truncateAfterBytes\":4}}");

        DevAnswer answer = store.read(id);

        assertThat(answer.content().length()).isEqualTo(4);
        assertThat(body(answer)).isEqualTo("0123");
    }

    @Test
    void anAggregatorCanDieDuringAnAnswer() throws IOException {
        String id = store.storeAndGetId(null, "0123456789");
        store.faults("{\"read\":{\"diesAfterBytes\":4}}");

        try (InputStream in = store.read(id).content().open()) {
            assertThat(in.readNBytes(new byte[10], 0, 10)).isEqualTo(4);
            assertThatThrownBy(in::read).isInstanceOf(ConnectionBroken.class);
        }
        assertThat(store.range(id, "bytes=4-9").status()).isEqualTo(503);
        assertThat(store.read(id).status()).isEqualTo(503);
    }

    @Test
    void oneByteCanBeWrongWhereverTheReadStarts() throws IOException {
        String id = store.storeAndGetId(null, "0123456789");
        store.faults("{\"read\":{\"wrongByteAt\":7}}");

        assertThat(body(store.read(id))).startsWith("0123456").endsWith("89").doesNotContain("7");
        assertThat(body(store.range(id, "bytes=6-8")))
                .startsWith("6")
                .endsWith("8")
                .doesNotContain("7");
        assertThat(body(store.range(id, "bytes=8-9"))).isEqualTo("89");
    }

    @Test
    void aBodyCanBeSlow() throws IOException {
        String id = store.storeAndGetId(null, "0123456789");
        store.faults("{\"read\":{\"bytesPerSecond\":50}}");

        assertThat(body(store.read(id))).isEqualTo("0123456789");
        assertThat(store.delays).contains(100L).hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    void aRangeCanBeIgnored() throws IOException {
        String id = store.storeAndGetId(null, "0123456789");
        store.faults("{\"read\":{\"ignoreRange\":true}}");

        assertThat(store.range(id, "bytes=4-7").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "missing:true, 404, BLOB_NOT_FOUND",
        "tooMany:true, 429, too many requests",
        "refuse:'BLOB_TOO_LARGE', 403, BLOB_TOO_LARGE",
        "refuse:'INTERNAL_ERROR', 500, INTERNAL_ERROR"
    })
    void anAggregatorCanRefuse(String fault, int status, String expected) throws IOException {
        String id = store.storeAndGetId(null, "refused");
        store.faults("{\"read\":{\"" + fault.replace(":", "\":").replace('\'', '"') + ",\"times\":1}}");

        DevAnswer answer = store.read(id);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(body(answer)).contains(expected);
        assertThat(store.read(id).status()).isEqualTo(200);
    }

    @Test
    void anErrorPageCanHaveStatus200() throws IOException {
        store.faults("{\"read\":{\"html\":true,\"htmlStatus\":200}}");

        DevAnswer answer = store.read("x");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(body(answer)).startsWith("<html>");
    }

    @Test
    void aPublisherCanReturnAnotherBlobOrACopy() throws IOException {
        String id = store.storeAndGetId(null, "named");
        store.faults("{\"store\":{\"wrongId\":true,\"times\":1}}");
        String wrong = store.storeAndGetId(null, "named");
        store.faults("{\"store\":{\"alreadyCertified\":true,\"times\":1}}");
        JsonNode certified = json(store.put(null, "never stored before"));

        assertThat(wrong).isNotEqualTo(id);
        assertThat(certified
                        .path("alreadyCertified")
                        .path("event")
                        .path("eventSeq")
                        .textValue())
                .isEqualTo("0");
        assertThat(store.read(certified.findValue("blobId").textValue()).status())
                .isEqualTo(200);
    }

    @Test
    void aBodyAboveTheLimitCanBreakTheConnection() throws IOException {
        store.faults("{\"store\":{\"resetAboveLimit\":true}}");

        assertThatThrownBy(() -> store.put(null, new byte[(10 << 20) + 1])).isInstanceOf(ConnectionBroken.class);
        assertThat(store.put(null, "small").status()).isEqualTo(200);
    }

    @Test
    void answersCanBeDelayed() throws IOException {
        store.faults("{\"store\":{\"delayMillis\":1500},\"read\":{\"delayMillis\":700}}");

        String id = store.storeAndGetId(null, "slow");
        store.read(id);

        assertThat(store.delays).containsExactly(1500L, 700L);
    }

    @Test
    void anEmptyDocumentClearsAllFaults() throws IOException {
        store.faults("{\"read\":{\"unavailable\":true},\"store\":{\"html\":true}}");

        DevAnswer cleared = store.walrus.switchFaults("{}".getBytes(StandardCharsets.UTF_8));

        assertThat(body(cleared)).isEqualTo("{\"store\":null,\"read\":null}");
        assertThat(store.read(store.storeAndGetId(null, "well")).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "null", "[]", "{\"raed\":{}}", "{\"read\":{\"cut\":1}}", "{\"read\":{\"html\":[]}}", "{}{}"})
    void unknownFaultsAreRefusedAndChangeNothing(String document) throws IOException {
        store.faults("{\"read\":{\"unavailable\":true}}");

        DevAnswer answer = store.walrus.switchFaults(document.getBytes(StandardCharsets.UTF_8));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(store.read("M4hsZGQ1oCktdzegB6HnI6Mi28S2nqOPHxK-W7_4BUk").status())
                .isEqualTo(503);
    }

    @Test
    void epochsAdvanceOnRequest() throws IOException {
        String id = store.storeAndGetId("epochs=3", "short-lived");

        DevAnswer moved = store.walrus.advance("by=3");

        assertThat(json(moved).get("epoch").longValue()).isEqualTo(DevStore.EPOCH + 3);
        assertThat(store.read(id).status()).isEqualTo(404);
        assertThat(store.walrus.advance("by=-1").status()).isEqualTo(400);
    }
}
