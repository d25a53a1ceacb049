package io.tollgate.dev.walrus;

import static io.tollgate.dev.walrus.DevStore.body;
import static io.tollgate.dev.walrus.DevStore.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers of the embedded publisher to stored blobs, and their costs. */
class DevWalrusStoreTest {
    @TempDir
    private Path directory;

    private DevStore store;

    @BeforeEach
    void open() {
        store = new DevStore(directory);
    }

    @Test
    void aNewBlobHasTheFieldsAndCostsOfARealPublisher() throws IOException {
        DevStore real = new DevStore(directory, settings -> settings.withRealIdLimit(1000));

        DevAnswer answer = real.put(null, "some other string");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers())
                .containsEntry("content-type", "application/json")
                .containsEntry("x-walrus-dev", "1")
                .containsEntry("access-control-allow-origin", "*");
        assertThat(body(answer).replaceAll("0x[0-9a-f]{64}", "0x"))
                .isEqualTo("{\"newlyCreated\":{\"blobObject\":{\"id\":\"0x\",\"registeredEpoch\":20000,"
                        + "\"blobId\":\"M4hsZGQ1oCktdzegB6HnI6Mi28S2nqOPHxK-W7_4BUk\",\"size\":17,\"encodingType\":\"RS2\","
                        + "\"certifiedEpoch\":null,\"storage\":{\"id\":\"0x\",\"startEpoch\":20000,\"endEpoch\":20001,"
                        + "\"storageSize\":66034000},\"deletable\":true},\"resourceOperation\":{\"registerFromScratch\":"
                        + "{\"encodedLength\":66034000,\"epochsAhead\":1}},\"cost\":132300}}");
    }

    @Test
    void aBlobAboveTheRealIdLimitHasItsSha256AsIdAndAMarker() throws IOException {
        DevStore real = new DevStore(directory, settings -> settings.withRealIdLimit(2));

        DevAnswer answer = real.put(null, "abc");

        assertThat(answer.headers()).containsEntry("x-walrus-dev", "fast-id");
        assertThat(json(answer).findValue("blobId").textValue())
                .isEqualTo("ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0");
    }

    @Test
    void anEmptyBlobIsStored() throws IOException {
        DevStore real = new DevStore(directory, settings -> settings.withRealIdLimit(1));

        String id = real.storeAndGetId(null, "");

        assertThat(id).isEqualTo("3GPQL3HZNnFhN_F7l5Aa-X1VOtAKwIsg9zuWk8R81v4");
        assertThat(real.read(id).content().length()).isZero();
    }

    @Test
    void aDeletableBlobIsPaidForEachTime() throws IOException {
        JsonNode first = json(store.put("epochs=3", "twice"));
        JsonNode second = json(store.put("epochs=3", "twice"));

        assertThat(second.has("newlyCreated")).isTrue();
        assertThat(second.findValue("id")).isNotEqualTo(first.findValue("id"));
        assertThat(second.findValue("cost").longValue()).isEqualTo(63 * 100 * 3 + 63 * 2000);
    }

    @Test
    void aPermanentBlobIsPaidForOnceWhileItLastsLongEnough() throws IOException {
        String id = store.storeAndGetId("permanent=true&epochs=5", "once");

        DevAnswer shorter = store.put("permanent=true&epochs=4", "once");
        DevAnswer again = store.put("permanent=true&epochs=4", "once");
        DevAnswer longer = store.put("permanent=true&epochs=6", "once");

        assertThat(body(shorter))
                .matches("\\{\"alreadyCertified\":\\{\"blobId\":\"" + id
                        + "\",\"event\":\\{\"txDigest\":\"[1-9A-HJ-NP-Za-km-z]{43,44}\",\"eventSeq\":\"0\"},"
                        + "\"endEpoch\":20005}}");
        assertThat(body(again)).isEqualTo(body(shorter));
        assertThat(json(longer).has("newlyCreated")).isTrue();
    }

    @Test
    void aDeletableCopyDoesNotReplaceAPermanentOne() throws IOException {
        store.storeAndGetId("epochs=9", "copy");

        assertThat(json(store.put("permanent=true", "copy")).has("newlyCreated"))
                .isTrue();
    }

    @Test
    void forceAlwaysCreatesANewObject() throws IOException {
        store.storeAndGetId("permanent=true", "forced");

        assertThat(json(store.put("permanent=true&force=true", "forced")).has("newlyCreated"))
                .isTrue();
    }

    @Test
    void objectsOfThePublisherAreReusedButNotTransferredOnes() throws IOException {
        store.storeAndGetId("send_object_to=0xabc", "given");
        JsonNode transferred = json(store.put("reuse_resources=true", "given"));
        JsonNode reused = json(store.put("reuse_resources=true", "given"));

        assertThat(transferred.has("newlyCreated")).isTrue();
        assertThat(reused.at("/alreadyCertified/object").textValue())
                .isEqualTo(transferred.at("/newlyCreated/blobObject/id").textValue());
        assertThat(reused.at("/alreadyCertified/event").isMissingNode()).isTrue();
    }

    @Test
    void aSharedBlobHasItsSharedObjectAsTheLastField() throws IOException {
        DevAnswer answer = store.put("share=true&permanent=true", "shared");

        assertThat(body(answer)).matches(".*\"cost\":132300,\"sharedBlobObject\":\"0x[0-9a-f]{64}\"}}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"quilt_version=V1", "encoding_type=RS2", "deletable=true", "send_object_to=invalid", "epochs=053"
            })
    void parametersThatWalrusIgnoresAreIgnored(String query) throws IOException {
        assertThat(store.put(query, "x").status()).isEqualTo(200);
    }

    @Test
    void blobsSurviveARestart() throws IOException {
        String id = store.storeAndGetId("permanent=true&epochs=2", "kept");

        DevStore reopened = new DevStore(directory);

        assertThat(body(reopened.read(id))).isEqualTo("kept");
        assertThat(json(reopened.put("permanent=true", "kept")).has("alreadyCertified"))
                .isTrue();
    }
}
