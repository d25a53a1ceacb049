package io.tollgate.walrus.routes;

import io.tollgate.database.Database;
import io.tollgate.walrus.encoding.BlobId;
import io.tollgate.walrus.publish.KnownBlobs;
import io.tollgate.walrus.publish.PublisherAnswer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** Stores the known blobs in the database that all instances share. */
public final class KnownBlobDao implements KnownBlobs {
    private final Database database;

    public KnownBlobDao(Database database) {
        this.database = database;
    }

    @Override
    public Optional<PublisherAnswer.Stored> find(String sha256, long size, Instant until) {
        return database.statement(
                handle -> handle.createQuery("select blob_id, sui_object_id, end_epoch from known_blob "
                                + "where sha256 = :sha256 and size = :size and until_at >= :until")
                        .bind("sha256", sha256)
                        .bind("size", size)
                        .bind("until", until.toEpochMilli())
                        .map((row, context) -> stored(row))
                        .findOne());
    }

    /** A known blob counts as already certified: this upload creates no object of its own. */
    private static PublisherAnswer.Stored stored(ResultSet row) throws SQLException {
        return new PublisherAnswer.Stored(
                BlobId.parse(row.getString("blob_id")),
                Optional.ofNullable(row.getString("sui_object_id")),
                row.getLong("end_epoch"),
                true);
    }

    @Override
    public void add(String sha256, long size, PublisherAnswer.Stored stored, Instant until) {
        int added = database.statement(handle -> handle.createUpdate(
                        "insert into known_blob (sha256, size, blob_id, sui_object_id, end_epoch, until_at) "
                                + "values (:sha256, :size, :blobId, :object, :epoch, :until) on conflict do nothing")
                .bind("sha256", sha256)
                .bind("size", size)
                .bind("blobId", stored.blobId().text())
                .bind("object", stored.suiObjectId().orElse(null))
                .bind("epoch", stored.endEpoch())
                .bind("until", until.toEpochMilli())
                .execute());
        if (added == 0) {
            extend(sha256, size, stored, until);
        }
    }

    private void extend(String sha256, long size, PublisherAnswer.Stored stored, Instant until) {
        database.statement(handle -> handle.createUpdate(
                        "update known_blob set blob_id = :blobId, sui_object_id = :object, end_epoch = :epoch, "
                                + "until_at = :until where sha256 = :sha256 and size = :size and until_at < :until")
                .bind("sha256", sha256)
                .bind("size", size)
                .bind("blobId", stored.blobId().text())
                .bind("object", stored.suiObjectId().orElse(null))
                .bind("epoch", stored.endEpoch())
                .bind("until", until.toEpochMilli())
                .execute());
    }

    @Override
    public void remove(BlobId id) {
        database.statement(handle -> handle.createUpdate("delete from known_blob where blob_id = :blobId")
                .bind("blobId", id.text())
                .execute());
    }
}
