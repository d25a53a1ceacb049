package io.tollgate.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tollgate.MovableClock;
import io.tollgate.TestDatabase;
import io.tollgate.catalog.Catalog;
import io.tollgate.catalog.ItemPart;
import io.tollgate.catalog.ItemText;
import io.tollgate.catalog.NewItem;
import io.tollgate.catalog.Pricing;
import io.tollgate.catalog.SaleTerms;
import io.tollgate.catalog.SellerToken;
import io.tollgate.database.Database;
import io.tollgate.database.RandomIds;
import io.tollgate.http.server.Problem;
import io.tollgate.x402.money.Address;
import io.tollgate.x402.money.AtomicAmount;
import io.tollgate.x402.money.ChainId;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Resumable uploads in the database, on each kind of database. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class UploadSessionsTest {
    private final MovableClock clock = new MovableClock();
    private final RandomIds ids = new RandomIds(new SecureRandom());
    private final Database database;
    private final Catalog catalog;
    private final UploadSessions uploads;

    UploadSessionsTest(TestDatabase kind) {
        database = Database.open(kind.ready());
        catalog = new Catalog(database, clock, ids);
        uploads = new UploadSessions(database, Duration.ofDays(1), clock);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private String item() {
        String id = catalog.newId();
        SaleTerms terms = new SaleTerms(
                new Pricing.Fixed(AtomicAmount.ZERO),
                new Address("0x" + "1".repeat(40)),
                ChainId.parse("eip155:84532"),
                List.of());
        catalog.addPending(new NewItem(
                id,
                ItemText.of("", ""),
                "f",
                "text/plain",
                true,
                new byte[] {1, 2},
                terms,
                Duration.ofHours(1),
                SellerToken.create(ids).hash(),
                "kek"));
        return id;
    }

    private UploadSession opened(String receipt) {
        String id = ids.next("upload_");
        assertThat(uploads.add(id, item(), Map.of("price", "0", "title", "Grüße"), 250, 100, receipt))
                .isTrue();
        return uploads.find(id).orElseThrow();
    }

    private static UploadSessions.Stored part(int number, long size) {
        return new UploadSessions.Stored(
                new ItemPart(number, "blob" + number, size, size + 56, Optional.of(new byte[] {9}), 7),
                new byte[] {(byte) number});
    }

    @Test
    void theRequestedFieldsAreStored() {
        UploadSession session = opened(null);

        assertThat(session.fields()).isEqualTo(Map.of("price", "0", "title", "Grüße"));
        assertThat(session.parts()).isEqualTo(3);
        assertThat(session.length(2)).isEqualTo(50);
        assertThat(session.key().wrapped()).containsExactly(1, 2);
        assertThat(uploads.find("upload_other")).isEmpty();
    }

    @Test
    void onlyTheLastLeaseOwnerRecordsParts() {
        UploadSession session = opened(null);
        uploads.acquireLease(session.id(), "one");
        uploads.record(session, "one", part(0, 100));
        uploads.acquireLease(session.id(), "two");

        assertThatThrownBy(() -> uploads.record(session, "one", part(1, 100)))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("another request");
        uploads.record(session, "two", part(2, 50));

        ResumableUpload resumable = new ResumableUpload(session, uploads.parts(session.itemId()));
        assertThat(resumable.certifiedCount()).isEqualTo(1);
        assertThat(resumable.offset()).isEqualTo(100);
        assertThat(resumable.certified(2)).isPresent();
        uploads.record(session, "two", part(1, 100));
        assertThat(new ResumableUpload(session, uploads.parts(session.itemId())).isComplete())
                .isTrue();
    }

    @Test
    void aPaymentOpensOneUploadForever() {
        UploadSession session = opened("rcpt_1");

        assertThat(uploads.add("upload_2", item(), Map.of(), 1, 1, "rcpt_1")).isFalse();
        catalog.discard(session.itemId());

        assertThat(uploads.find(session.id())).isEmpty();
        assertThat(uploads.findByReceipt("rcpt_1")).hasValue(session.id());
        assertThat(uploads.add("upload_3", item(), Map.of(), 1, 1, "rcpt_1")).isFalse();
    }

    @Test
    void anUploadInProgressIsNotPurgedAsFinished() {
        UploadSession session = opened(null);
        clock.advance(Duration.ofDays(2));

        assertThat(uploads.purgeFinished()).isZero();
        database.statement(handle -> handle.execute("update item set state = 'for_sale'"));
        assertThat(uploads.purgeFinished()).isEqualTo(1);
        assertThat(uploads.find(session.id())).isEmpty();
    }
}
