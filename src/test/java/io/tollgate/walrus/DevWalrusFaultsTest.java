package io.tollgate.walrus;

import static io.tollgate.walrus.DevStore.body;
import static io.tollgate.walrus.DevStore.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
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
    void aBlobMayBeMissingForAWhileAfterItsUpload() throws IOException {
        store.faults("{\"read\":{\"notFoundSeconds\":30}}");
        String id = store.stored(null, "late");

        int atOnce = store.read(id).status();
        store.pass(Duration.ofSeconds(30));

        assertThat(atOnce).isEqualTo(404);
        assertThat(store.read(id).status()).isEqualTo(200);
    }

    @Test
    void aFaultWithTimesPasses() throws IOException {
        String id = store.stored(null, "soon");
        store.faults("{\"read\":{\"unavailable\":true,\"times\":2}}");

        DevAnswer first = store.read(id);
        DevAnswer second = store.walrus.readSlice(id, "start=0&length=1", null, null);

        assertThat(first.status()).isEqualTo(503);
        assertThat(body(first)).contains("\"status\":\"UNAVAILABLE\"", "\"BLOB_UNAVAILABLE\"");
        assertThat(second.status()).isEqualTo(503);
        assertThat(store.read(id).status()).isEqualTo(200);
    }

    @Test
    void anUploadMayBeStoredAndAnswered504() throws IOException {
        store.faults("{\"store\":{\"unconfirmed\":true,\"times\":1}}");

        DevAnswer lost = store.put("permanent=true", "paid");
        DevAnswer again = store.put("permanent=true", "paid");

        assertThat(lost.status()).isEqualTo(504);
        assertThat(body(lost)).contains("\"DEADLINE_EXCEEDED\"", "\"INSUFFICIENT_CONFIRMATIONS\"");
        assertThat(json(again).has("alreadyCertified")).isTrue();
    }

    @Test
    void aBodyMayBeCutThoughItsLengthWasPromised() throws IOException {
        String id = store.stored(null, "0123456789");
        store.faults("{\"read\":{\"cutAfterBytes\":4}}");

        DevAnswer answer = store.read(id);

        assertThat(answer.content().length()).isEqualTo(10);
        try (InputStream in = answer.content().open()) {
            assertThat(in.readNBytes(10)).isEqualTo("0123".getBytes(StandardCharsets.UTF_8));
            assertThatThrownBy(in::read).isInstanceOf(IOException.class);
        }
        assertThat(body(store.range(id, "bytes=4-7"))).isEqualTo("4567");
    }

    @Test
    void bytesMayBeWrong() throws IOException {
        String id = store.stored(null, "0123456789");
        store.faults("{\"read\":{\"wrongBytes\":true}}");

        assertThat(body(store.read(id))).hasSize(10).isNotEqualTo("0123456789");
    }

    @Test
    void aProxyMayAnswerInItsPlace() throws IOException {
        store.faults("{\"read\":{\"html\":true},\"store\":{\"html\":true}}");

        assertThat(store.put(null, "x").status()).isEqualTo(502);
        assertThat(store.read("x").headers()).containsEntry("content-type", "text/html");
    }

    @Test
    void aPublisherMayBeBusy() throws IOException {
        store.faults("{\"store\":{\"tooMany\":true,\"times\":1}}");

        assertThat(store.put(null, "x").status()).isEqualTo(429);
        assertThat(store.put(null, "x").status()).isEqualTo(200);
    }

    @Test
    void answersMayTakeTheirTime() throws IOException {
        store.faults("{\"store\":{\"delayMillis\":1500},\"read\":{\"delayMillis\":700}}");

        String id = store.stored(null, "slow");
        store.read(id);

        assertThat(store.delays).containsExactly(1500L, 700L);
    }

    @Test
    void anEmptyDocumentHealsEverything() throws IOException {
        store.faults("{\"read\":{\"unavailable\":true},\"store\":{\"html\":true}}");

        DevAnswer healed = store.walrus.switchFaults("{}".getBytes(StandardCharsets.UTF_8));

        assertThat(body(healed)).isEqualTo("{\"store\":null,\"read\":null}");
        assertThat(store.read(store.stored(null, "well")).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "null", "[]", "{\"raed\":{}}", "{\"read\":{\"cut\":1}}", "{\"read\":{\"html\":[]}}", "{}{}"})
    void faultsThatNobodyKnowsAreRefusedAndChangeNothing(String document) throws IOException {
        store.faults("{\"read\":{\"unavailable\":true}}");

        DevAnswer answer = store.walrus.switchFaults(document.getBytes(StandardCharsets.UTF_8));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(store.read("M4hsZGQ1oCktdzegB6HnI6Mi28S2nqOPHxK-W7_4BUk").status())
                .isEqualTo(503);
    }

    @Test
    void epochsMoveOnWhenTold() throws IOException {
        String id = store.stored("epochs=3", "short-lived");

        DevAnswer moved = store.walrus.advance("by=3");

        assertThat(json(moved).get("epoch").longValue()).isEqualTo(DevStore.EPOCH + 3);
        assertThat(store.read(id).status()).isEqualTo(404);
        assertThat(store.walrus.advance("by=-1").status()).isEqualTo(400);
    }
}
