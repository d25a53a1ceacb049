package io.tollgate.payer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.tollgate.x402.protocol.Headers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A transfer that breaks goes on where it broke, with what was paid, and only the right bytes are kept. */
class ResumingTest {
    private static final byte[] FILE = content();
    private static final String SHA256 = Hashes.sha256(FILE);
    private static final String TAG = "\"" + SHA256 + "\"";
    private static final int HALF = FILE.length / 2;

    @TempDir
    private Path folder;

    private PayerFixture payer;

    @BeforeEach
    void payer() {
        payer = new PayerFixture(folder);
    }

    @AfterEach
    void close() {
        payer.close();
    }

    @Test
    void aCutTransferGoesOnWithTheSamePaymentFromTheByteItStoppedAt() throws Exception {
        try (Seller seller = new Seller(
                Seller.priced(Seller.terms("10000")),
                Seller.cut(FILE, HALF, "ETag", TAG),
                Seller.rest(FILE, HALF, "ETag", TAG))) {
            PurchaseResult purchase = payer.buy(seller);

            assertThat(purchase).asInstanceOf(type(PurchaseResult.Saved.class)).satisfies(saved -> {
                assertThat(saved.sha256()).isEqualTo(SHA256);
                assertThat(saved.verified()).isTrue();
            });
            assertThat(payer.output).hasBinaryContent(FILE);
            assertThat(seller.asked().get(2))
                    .containsEntry("Range", "bytes=" + HALF + "-")
                    .containsEntry("If-Range", TAG);
            assertThat(seller.payments())
                    .hasSize(2)
                    .containsOnly(seller.payments().get(0));
        }
    }

    @Test
    void aTransferThatStandsStillCountsAsCut() throws Exception {
        payer.impatient();
        CountDownLatch over = new CountDownLatch(1);
        Seller.Answer stalled = exchange -> {
            exchange.getResponseHeaders().set("ETag", TAG);
            exchange.sendResponseHeaders(200, FILE.length);
            exchange.getResponseBody().write(FILE, 0, HALF);
            exchange.getResponseBody().flush();
            awaited(over);
        };
        Seller.Answer rest = exchange -> Seller.rest(FILE, HALF, "ETag", TAG).give(exchange);
        try (Seller seller = new Seller(Seller.priced(Seller.terms("10000")), stalled, rest)) {
            PurchaseResult purchase = payer.buy(seller);

            assertThat(purchase).isInstanceOf(PurchaseResult.Saved.class);
            assertThat(payer.told).containsExactly("the transfer broke off after " + HALF + " bytes");
            assertThat(payer.output).hasBinaryContent(FILE);
        } finally {
            over.countDown();
        }
    }

    @Test
    void aServerThatSendsTheWholeFileAgainIsTakenAtItsWord() throws Exception {
        try (Seller seller = new Seller(
                Seller.priced(Seller.terms("10000")), Seller.cut(FILE, HALF, "ETag", TAG), Seller.file(FILE))) {
            PurchaseResult purchase = payer.buy(seller);

            assertThat(purchase).isInstanceOf(PurchaseResult.Saved.class);
            assertThat(payer.output).hasBinaryContent(FILE);
        }
    }

    @Test
    void anotherRangeThanTheOneAskedForIsThrownAway() throws Exception {
        try (Seller seller = new Seller(
                Seller.priced(Seller.terms("10000")),
                Seller.cut(FILE, HALF, "ETag", TAG),
                Seller.rest(FILE, HALF + 1, "ETag", TAG),
                Seller.file(FILE))) {
            PurchaseResult purchase = payer.buy(seller);

            assertThat(purchase).isInstanceOf(PurchaseResult.Saved.class);
            assertThat(payer.output).hasBinaryContent(FILE);
        }
    }

    @Test
    void theTokenResumesInsteadOfThePaymentAndThePaymentInsteadOfAnOldToken() throws Exception {
        try (Seller seller = new Seller(
                Seller.priced(Seller.terms("10000")),
                Seller.cut(FILE, HALF, "ETag", TAG, Headers.DOWNLOAD_TOKEN, "token-1"),
                Seller.problem(401, "token expired"),
                Seller.rest(FILE, HALF, "ETag", TAG))) {
            PurchaseResult purchase = payer.buy(seller);

            assertThat(purchase).isInstanceOf(PurchaseResult.Saved.class);
            assertThat(seller.asked().get(2))
                    .containsEntry(Headers.DOWNLOAD_TOKEN, "token-1")
                    .doesNotContainKey("PAYMENT-SIGNATURE");
            assertThat(seller.asked().get(3))
                    .containsKey("PAYMENT-SIGNATURE")
                    .doesNotContainKey(Headers.DOWNLOAD_TOKEN);
        }
    }

    @Test
    void bytesThatAreNotTheNamedOnesAreNotSaved() throws Exception {
        byte[] other = FILE.clone();
        other[5]++;
        try (Seller seller =
                new Seller(Seller.priced(Seller.terms("10000")), Seller.file(other, "Tollgate-Sha256", SHA256))) {
            PurchaseResult purchase = payer.buy(seller);

            assertThat(purchase)
                    .asInstanceOf(type(PurchaseResult.Failed.class))
                    .satisfies(failed -> assertThat(failed.why()).contains("sha256 differs"));
            assertThat(payer.output).doesNotExist();
            assertThat(payer.kept()).isPresent();
        }
    }

    @Test
    void aKeptPaymentIsPresentedAgainForTheCompleteFile() throws Exception {
        try (Seller seller = new Seller(Seller.priced(Seller.terms("10000")), Seller.file(FILE))) {
            payer.buy(seller, true);
            PurchaseResult again = payer.buy(seller, true);

            assertThat(again).isInstanceOf(PurchaseResult.Saved.class);
            assertThat(seller.payments())
                    .hasSize(2)
                    .containsOnly(seller.payments().get(0));
        }
    }

    @Test
    void aPartThatIsLongerThanTheFileIsFetchedAnew() throws Exception {
        Files.write(folder.resolve("out.bin.part"), Arrays.copyOf(FILE, FILE.length + 10));
        try (Seller seller = new Seller(Seller.file(FILE))) {
            PurchaseResult purchase = payer.buy(seller);

            assertThat(purchase).isInstanceOf(PurchaseResult.Saved.class);
            assertThat(payer.output).hasBinaryContent(FILE);
        }
    }

    private static void awaited(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static byte[] content() {
        byte[] bytes = new byte[200_000];
        new Random(403).nextBytes(bytes);
        return bytes;
    }
}
