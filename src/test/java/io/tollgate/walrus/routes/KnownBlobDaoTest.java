package io.tollgate.walrus.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.TestDatabase;
import io.tollgate.database.Database;
import io.tollgate.walrus.encoding.BlobId;
import io.tollgate.walrus.publish.PublisherAnswer.Stored;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class KnownBlobDaoTest {
    private static final BlobId ID = BlobId.parse("M4hsZGQ1oCktdzegB6HnI6Mi28S2nqOPHxK-W7_4BUk");
    private static final BlobId OTHER = BlobId.parse("9k95lgtG9iPU8yk_wYz8m8CUY1snveemF8ypfpBLUUg");
    private static final Instant DAY = Instant.parse("2026-05-01T00:00:00Z");
    private static final String HASH = "ab".repeat(32);

    @Parameter
    private TestDatabase kind;

    private Database database;
    private KnownBlobDao known;

    @BeforeEach
    void open() {
        database = Database.open(kind.empty());
        known = new KnownBlobDao(database);
    }

    @AfterEach
    void close() {
        if (database != null) {
            database.close();
        }
    }

    @Test
    void aContentIsFoundWhileItsBlobLastsLongEnough() {
        known.add(HASH, 10, new Stored(ID, Optional.of("0x1"), 7, false), DAY);

        assertThat(known.find(HASH, 10, DAY)).contains(new Stored(ID, Optional.of("0x1"), 7, true));
        assertThat(known.find(HASH, 10, DAY.plusMillis(1))).isEmpty();
        assertThat(known.find(HASH, 11, DAY)).isEmpty();
        assertThat(known.find("cd".repeat(32), 10, DAY)).isEmpty();
    }

    @Test
    void theBlobThatLastsLongerIsKept() {
        known.add(HASH, 10, new Stored(ID, Optional.empty(), 7, false), DAY);
        known.add(HASH, 10, new Stored(OTHER, Optional.empty(), 9, false), DAY.plusSeconds(1));
        known.add(HASH, 10, new Stored(ID, Optional.empty(), 5, false), DAY.minusSeconds(1));

        assertThat(known.find(HASH, 10, DAY)).contains(new Stored(OTHER, Optional.empty(), 9, true));
    }

    @Test
    void aRemovedBlobIsNotFound() {
        known.add(HASH, 10, new Stored(ID, Optional.empty(), 7, false), DAY);

        known.remove(OTHER);
        assertThat(known.find(HASH, 10, DAY)).isPresent();
        known.remove(ID);

        assertThat(known.find(HASH, 10, DAY)).isEmpty();
    }
}
