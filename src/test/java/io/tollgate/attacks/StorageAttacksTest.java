package io.tollgate.attacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tollgate.TestGateway;
import io.tollgate.TestPayer;
import io.tollgate.catalog.Item;
import io.tollgate.dev.walrus.WalrusServer;
import io.tollgate.upload.DataFolderInspector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * R24: whatever an aggregator sends, a buyer gets the file or a visibly failed download, and is charged once. R26: the
 * bytes on Walrus are unreadable without the key. The two aggregators share their blobs.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StorageAttacksTest {
    private static final String MARKER = "MARKER-THAT-MUST-NOT-LEAK";
    private static final byte[] CONTENT = content();

    @TempDir
    private static Path folder;

    private static WalrusServer first;
    private static WalrusServer second;
    private static TestGateway gateway;

    private final TestPayer payer = new TestPayer(gateway.buyer());

    @BeforeAll
    static void start() {
        first = WalrusServer.start(folder);
        second = WalrusServer.start(folder);
        gateway = TestGateway.start(Map.of(
                "WALRUS_PUBLISHER_URL", first.url(),
                "WALRUS_AGGREGATOR_URLS", first.url() + "," + second.url(),
                "TOLLGATE_WALRUS_MAX_PART_SIZE", "1MiB",
                "TOLLGATE_WALRUS_READ_TIMEOUT", "500ms",
                "TOLLGATE_ALLOW_UNSEALED_SALES", "true"));
    }

    @AfterAll
    static void stop() {
        gateway.close();
        first.close();
        second.close();
    }

    @AfterEach
    void clearFaults() {
        faultBoth("{}");
    }

    private static byte[] content() {
        byte[] bytes = new byte[2_500_000];
        new Random(24).nextBytes(bytes);
        byte[] marker = MARKER.getBytes(StandardCharsets.US_ASCII);
        for (int at = 0; at + marker.length < bytes.length; at += 10_000) {
            System.arraycopy(marker, 0, bytes, at, marker.length);
        }
        return bytes;
    }

    private static void faultBoth(String fault) {
        first.fault(fault);
        second.fault(fault);
    }

    private String payment(TestGateway.Sold sold) {
        return TestPayer.encode(payer.v2(gateway.get(sold.downloadUrl())));
    }

    private HttpResponse<byte[]> buy(TestGateway.Sold sold, String payment) {
        return gateway.get(sold.downloadUrl(), "PAYMENT-SIGNATURE", payment);
    }

    private int transfers() {
        return gateway.account(payer.address()).path("transfers").asInt();
    }

    /** Runs first: the tests in which both aggregators fail open the circuit breaker of the good one, too. */
    @Order(1)
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"read\":{\"wrongBytes\":true}}",
                "{\"read\":{\"wrongByteAt\":300000}}",
                "{\"read\":{\"wrongByteAt\":10}}",
                "{\"read\":{\"truncateAfterBytes\":70000}}",
                "{\"read\":{\"cutAfterBytes\":70000}}",
                "{\"read\":{\"diesAfterBytes\":70000}}",
                "{\"read\":{\"html\":true,\"htmlStatus\":200}}",
                "{\"read\":{\"html\":true,\"htmlStatus\":206}}",
                "{\"read\":{\"bytesPerSecond\":2000}}",
                "{\"read\":{\"missing\":true}}",
                "{\"read\":{\"ignoreRange\":true}}"
            })
    void r24_oneBadAggregatorDoesNotAffectTheDownload(String fault) {
        TestGateway.Sold sold = gateway.upload(CONTENT, TestGateway.PRICE);
        String payment = payment(sold);
        first.fault(fault);

        HttpResponse<byte[]> answer = buy(sold, payment);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(CONTENT);
        assertThat(transfers()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"read\":{\"wrongBytes\":true}}",
                "{\"read\":{\"html\":true,\"htmlStatus\":200}}",
                "{\"read\":{\"truncateAfterBytes\":100}}",
                "{\"read\":{\"missing\":true}}",
                "{\"read\":{\"refuse\":\"FORBIDDEN_BLOB\"}}"
            })
    void r24_aFileThatNoAggregatorHasIsNotCharged(String fault) {
        TestGateway.Sold sold = gateway.upload(CONTENT, TestGateway.PRICE);
        String payment = payment(sold);
        faultBoth(fault);

        HttpResponse<byte[]> refused = buy(sold, payment);
        faultBoth("{}");
        int charged = transfers();
        HttpResponse<byte[]> served = buy(sold, payment);

        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("PAYMENT-REQUIRED")).isEmpty();
        assertThat(charged).isZero();
        assertThat(served.body()).isEqualTo(CONTENT);
        assertThat(transfers()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"read\":{\"wrongByteAt\":300000}}",
                "{\"read\":{\"diesAfterBytes\":300000}}",
            })
    void r24_anInterruptedDownloadFailsVisiblyAndIsNotChargedAgain(String fault) {
        TestGateway.Sold sold = gateway.upload(CONTENT, TestGateway.PRICE);
        String payment = payment(sold);
        faultBoth(fault);

        assertThatThrownBy(() -> buy(sold, payment))
                .isInstanceOf(UncheckedIOException.class)
                .hasCauseInstanceOf(IOException.class);
        faultBoth("{}");
        HttpResponse<byte[]> served = buy(sold, payment);

        assertThat(served.statusCode()).isEqualTo(200);
        assertThat(served.body()).isEqualTo(CONTENT);
        assertThat(transfers()).isEqualTo(1);
    }

    @Test
    void r24_aWrongByteOfAnUnsealedFileFailsTheDownload() {
        TestGateway.Sold sold = unsealed();
        String payment = payment(sold);
        faultBoth("{\"read\":{\"wrongByteAt\":400000}}");

        assertThatThrownBy(() -> buy(sold, payment)).isInstanceOf(UncheckedIOException.class);
        faultBoth("{}");

        assertThat(buy(sold, payment).body()).isEqualTo(Arrays.copyOf(CONTENT, 600_000));
        assertThat(transfers()).isEqualTo(1);
    }

    @Test
    void r26_nothingOfAFileIsReadableOnWalrus() throws IOException {
        gateway.upload(CONTENT, TestGateway.PRICE);
        Set<String> storedIds = new HashSet<>();
        try (DataFolderInspector inspector = new DataFolderInspector(gateway)) {
            for (Item item : inspector.forSale().stream().filter(Item::sealed).toList()) {
                storedIds.add(item.blobId());
                inspector.parts(item.blobId()).forEach(part -> storedIds.add(part.blobId()));
            }
        }

        assertThat(blobs())
                .as("every blob of the database is stored on Walrus")
                .contains(storedIds.toArray(String[]::new));
        for (String id : storedIds) {
            byte[] stored = first.get("/v1/blobs/" + id).body();
            assertThat(stored).isNotEmpty();
            assertThat(new String(stored, StandardCharsets.ISO_8859_1)).doesNotContain(MARKER, "file.bin");
        }
        assertThat(storedIds).as("three parts and their list").hasSizeGreaterThanOrEqualTo(4);
    }

    @Test
    void r26_swappedModifiedOrTruncatedPartsAreRefused() throws IOException {
        String[] before = blobs();
        TestGateway.Sold sold = gateway.upload(CONTENT, TestGateway.PRICE);
        Path[] parts = Stream.of(blobs())
                .filter(id -> !Arrays.asList(before).contains(id))
                .map(id -> folder.resolve("blobs").resolve(id))
                .filter(file -> size(file) == 1 << 20)
                .toArray(Path[]::new);
        assertThat(parts).hasSize(2);
        byte[] firstPart = Files.readAllBytes(parts[0]);
        byte[] secondPart = Files.readAllBytes(parts[1]);
        byte[] modified = firstPart.clone();
        modified[70_000] ^= 1;
        byte[] reordered = firstPart.clone();
        System.arraycopy(firstPart, 1 << 16, reordered, 2 << 16, 1 << 16);
        System.arraycopy(firstPart, 2 << 16, reordered, 1 << 16, 1 << 16);

        for (byte[] forged : new byte[][] {secondPart, modified, reordered, Arrays.copyOf(firstPart, 500_000)}) {
            Files.write(parts[0], forged);
            if (forged == secondPart) {
                Files.write(parts[1], firstPart);
            }
            assertThat(refusedOrBroken(sold)).isTrue();
            Files.write(parts[0], firstPart);
            Files.write(parts[1], secondPart);
        }
        assertThat(buy(sold, payment(sold)).body()).isEqualTo(CONTENT);
    }

    private boolean refusedOrBroken(TestGateway.Sold sold) {
        try {
            return buy(sold, payment(sold)).statusCode() == 503;
        } catch (UncheckedIOException e) {
            return true;
        }
    }

    private static String[] blobs() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("blobs"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.endsWith(".json"))
                    .toArray(String[]::new);
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TestGateway.Sold unsealed() {
        HttpResponse<byte[]> answer = gateway.send(
                HttpRequest.newBuilder(gateway.url("/upload?name=plain.bin&sealed=false&price=" + TestGateway.PRICE))
                        .PUT(BodyPublishers.ofByteArray(Arrays.copyOf(CONTENT, 600_000)))
                        .build());
        assertThat(answer.statusCode()).as(new String(answer.body())).isEqualTo(200);
        return new TestGateway.Sold(
                TestGateway.json(answer).path("blobId").asText(),
                URI.create(TestGateway.json(answer).path("downloadUrl").asText()),
                TestGateway.json(answer));
    }
}
