package io.tollgate.payer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.tollgate.x402.protocol.Receipt;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever becomes of a payment, one file is paid for once: in the same run, and in the runs after it. */
class UnknownPaymentTest {
    private static final byte[] FILE = content();
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
    void aServerThatAsksForPatienceGetsTheSamePaymentAgain() throws Exception {
        try (Seller seller = new Seller(
                Seller.priced(Seller.terms("10000")),
                Seller.problem(503, "settlement unknown", "Retry-After", "7"),
                Seller.problem(503, "settlement unknown", "Retry-After", "100000"),
                Seller.file(FILE))) {
            PurchaseResult purchase = payer.buy(seller);

            assertThat(purchase).isInstanceOf(PurchaseResult.Saved.class);
            assertThat(seller.payments())
                    .hasSize(3)
                    .containsOnly(seller.payments().get(0));
            assertThat(payer.waits).containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(60));
            assertThat(payer.told).allMatch(why -> why.contains("503: settlement unknown"));
        }
    }

    @Test
    void anOutcomeThatStaysUnknownIsSaidToBeUnknown() throws Exception {
        try (Seller seller = new Seller(Seller.priced(Seller.terms("10000")), Seller.problem(503, "not yet"))) {
            PurchaseResult purchase = payer.buy(seller);

            assertThat(purchase)
                    .asInstanceOf(type(PurchaseResult.Unknown.class))
                    .satisfies(unknown -> assertThat(unknown.why())
                            .contains("its outcome is not known (the server answers 503: not yet)")
                            .contains("out.bin.payment"));
            assertThat(seller.payments())
                    .hasSize(6)
                    .containsOnly(seller.payments().get(0));
        }
    }

    @Test
    void aServerErrorAfterAPaymentIsNoAnswerToTheQuestionOfMoney() throws Exception {
        try (Seller seller = new Seller(
                Seller.priced(Seller.terms("10000")), Seller.problem(502, "bad gateway"), Seller.file(FILE))) {
            PurchaseResult purchase = payer.buy(seller);

            assertThat(purchase).isInstanceOf(PurchaseResult.Saved.class);
            assertThat(seller.payments())
                    .hasSize(2)
                    .containsOnly(seller.payments().get(0));
        }
    }

    @Test
    void theNextRunPresentsThePaymentWhoseOutcomeWasUnknown() throws Exception {
        try (Seller seller = new Seller(Seller.priced(Seller.terms("10000")), Seller.silence())) {
            assertThat(payer.buy(seller)).isInstanceOf(PurchaseResult.Unknown.class);
        }
        String sent = payer.kept().orElseThrow().headerValue();
        payer.later(Duration.ofHours(2));

        try (Seller back = new Seller(Seller.file(FILE))) {
            rename(back);
            PurchaseResult purchase = payer.buy(back);

            assertThat(back.payments()).containsExactly(sent);
            assertThat(purchase)
                    .asInstanceOf(type(PurchaseResult.Saved.class))
                    .satisfies(saved ->
                            assertThat(saved.paid().orElseThrow().again()).isTrue());
            assertThat(payer.kept()).isEmpty();
        }
    }

    @Test
    void whereNothingIsPaidYetNobodyIsKeptWaitingLong() throws Exception {
        try (Seller seller = new Seller(Seller.problem(503, "starting"))) {
            PurchaseResult purchase = payer.buy(seller);

            assertThat(purchase).isEqualTo(new PurchaseResult.Failed("the server answers 503: starting"));
            assertThat(payer.waits).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2));
        }
    }

    @Test
    void aFileThatIsPaidForIsNeverPaidForAgain() throws Exception {
        try (Seller seller =
                new Seller(Seller.priced(Seller.terms("10000")), Seller.cut(FILE, HALF), Seller.problem(503, "busy"))) {
            assertThat(payer.buy(seller))
                    .asInstanceOf(type(PurchaseResult.Failed.class))
                    .satisfies(failed ->
                            assertThat(failed.why()).contains("the file is paid for, run the command again to go on"));
        }
        payer.later(Duration.ofDays(1));

        try (Seller forgetful = new Seller(Seller.priced(Seller.terms("10000")))) {
            rename(forgetful);
            PurchaseResult purchase = payer.buy(forgetful);

            assertThat(purchase)
                    .asInstanceOf(type(PurchaseResult.Failed.class))
                    .satisfies(failed -> assertThat(failed.why())
                            .contains("the file is paid for, but the seller does not deliver it now"));
            assertThat(forgetful.payments()).hasSize(1);
        }
    }

    @Test
    void aRefusedPaymentIsReplacedOnlyOnceNobodyCanSettleItAnyMore() throws Exception {
        try (Seller seller = new Seller(Seller.priced(Seller.terms("10000")))) {
            payer.buy(seller);
            String first = seller.payments().get(0);

            payer.later(Duration.ofMinutes(4));
            payer.buy(seller);
            assertThat(seller.payments()).containsOnly(first);

            payer.later(Duration.ofMinutes(1));
            payer.buy(seller);
            assertThat(seller.payments().get(seller.payments().size() - 1)).isNotEqualTo(first);
        }
    }

    @Test
    void aRefusalThatNamesATransactionLeavesTheOutcomeUnknown() throws Exception {
        String receipt = Receipt.failed(
                        "settlement_pending", Optional.of(Seller.TRANSACTION), Seller.NETWORK, Optional.empty())
                .header(2);
        try (Seller seller = new Seller(
                Seller.priced(Seller.terms("10000")), Seller.problem(402, "", "PAYMENT-RESPONSE", receipt))) {
            PurchaseResult purchase = payer.buy(seller);

            assertThat(purchase)
                    .asInstanceOf(type(PurchaseResult.Unknown.class))
                    .satisfies(unknown -> assertThat(unknown.why()).contains("settlement_pending"));
        }
    }

    @Test
    void aRefusalAfterThePaymentRanOutLeavesTheOutcomeUnknown() throws Exception {
        try (Seller seller = new Seller(Seller.priced(Seller.terms("10000")), Seller.silence())) {
            payer.buy(seller);
        }
        payer.later(Duration.ofHours(1));

        try (Seller back = new Seller(Seller.priced(Seller.terms("10000")))) {
            rename(back);
            PurchaseResult purchase = payer.buy(back);

            assertThat(purchase).isInstanceOf(PurchaseResult.Unknown.class);
            assertThat(back.payments()).hasSize(1);
        }
    }

    @Test
    void aPaymentIsPresentedAtTheAddressItWasSignedForOnly() throws Exception {
        try (Seller seller = new Seller(Seller.priced(Seller.terms("10000")), Seller.silence())) {
            payer.buy(seller);
        }

        try (Seller other = new Seller(Seller.file(FILE))) {
            PurchaseResult purchase = payer.buy(other);

            assertThat(purchase)
                    .asInstanceOf(type(PurchaseResult.NotPaid.class))
                    .satisfies(refused -> assertThat(refused.why()).contains("holds a payment for another address"));
            assertThat(other.asked()).isEmpty();
        }
    }

    /** The same seller comes back on another port: the kept payment follows it there. */
    private void rename(Seller seller) throws Exception {
        StoredPayment kept = payer.kept().orElseThrow();
        new PaymentFileStore(payer.output)
                .save(new StoredPayment(
                        seller.url(),
                        kept.headerName(),
                        kept.headerValue(),
                        kept.amount(),
                        kept.chain(),
                        kept.payTo(),
                        kept.validBefore(),
                        kept.state(),
                        kept.token(),
                        kept.etag()));
    }

    private static byte[] content() {
        byte[] bytes = new byte[200_000];
        new Random(403).nextBytes(bytes);
        return bytes;
    }
}
