package io.tollgate.walrus.encoding;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BlobEncoderTest {
    @ParameterizedTest(name = "{0}")
    @MethodSource("vectors")
    void computesTheSameIdAsTheOfficialEncoder(String name, JsonNode vector) {
        BlobEncoder encoder =
                new BlobEncoder(new RedStuff(vector.required("nShards").intValue()));

        BlobEncoder.Commitment commitment = encoder.commit(content(vector));

        assertThat(commitment.id())
                .isEqualTo(BlobId.parse(vector.required("blobId").textValue()));
        assertThat(HexFormat.of().formatHex(commitment.root()))
                .isEqualTo(vector.required("rootHashHex").textValue());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("vectors")
    void computesTheEncodedLengthOfABlob(String name, JsonNode vector) {
        RedStuff shape = new RedStuff(vector.required("nShards").intValue());

        long size = vector.required("size").longValue();

        assertThat(shape.encodedLength(size))
                .isEqualTo(vector.required("encodedLength").longValue());
        assertThat(shape.symbolSize(size))
                .isEqualTo(vector.required("symbolSize").intValue());
    }

    @Test
    void committingToElevenBytesOverTenShardsGivesThePublishedSliverDigests() {
        byte[] blob = HexFormat.of().parseHex("0726456483a2c1e0ff1e3d");

        BlobEncoder.Commitment commitment = new BlobEncoder(new RedStuff(10)).commit(blob);

        assertThat(hex(commitment.rows(), 0))
                .isEqualTo("36bfdf66d39e595771bff8d2d5b472474b17b9525e44520f39e9c41ccc7f38a9");
        assertThat(hex(commitment.columns(), 9))
                .isEqualTo("0c8e73ce5a0bf35e6a2a4a625cc3bfb2a09ae57517ef9ec7d07dbcb522db3e0e");
        assertThat(HexFormat.of().formatHex(commitment.root()))
                .isEqualTo("933e86e3541ff4ad838b0929290bd83275d1f340cf4cf658504ff898107490ce");
        assertThat(commitment.id()).hasToString("ieoo6wRfHHFyMrYfCR8jLI83DBseFv1QdTIDU4g61QA");
    }

    private static String hex(long[] digests, int index) {
        return HexFormat.of().formatHex(Blake2b.bytes(digests, index * Blake2b.WORDS));
    }

    private static byte[] content(JsonNode vector) {
        String content = vector.required("content").textValue();
        if (content.startsWith("UTF-8 text: ")) {
            return content.substring("UTF-8 text: ".length()).getBytes(StandardCharsets.UTF_8);
        }
        byte[] blob = new byte[vector.required("size").intValue()];
        if (!content.equals("all zero bytes")) {
            for (int i = 0; i < blob.length; i++) {
                blob[i] = (byte) (i * 31 + 7);
            }
        }
        return blob;
    }

    static Stream<Object[]> vectors() throws IOException {
        try (InputStream in = BlobEncoderTest.class.getResourceAsStream("/walrus-vectors.json")) {
            JsonNode vectors = new ObjectMapper().readTree(in).required("vectors");
            return StreamSupport.stream(vectors.spliterator(), false)
                    .map(vector -> new Object[] {vector.required("name").textValue(), vector});
        }
    }
}
