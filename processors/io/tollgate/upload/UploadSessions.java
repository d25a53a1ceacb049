package io.tollgate.upload;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tollgate.catalog.ItemPart;
import io.tollgate.database.Database;
import io.tollgate.http.server.Problem;
import io.tollgate.sealing.SealedKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/**
 * Resumable uploads in the database. A part is recorded when it is certified, together with the state of the running
 * hash after it, so that another process can continue from there.
 */
public final class UploadSessions {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int MAX_FIELDS_LENGTH = 8000;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final Database database;
    private final Duration abandonedAfter;
    private final Clock clock;

    /** @param abandonedAfter how long an upload without requests is kept */
    public UploadSessions(Database database, Duration abandonedAfter, Clock clock) {
        this.database = requireNonNull(database, "database must not be null");
        this.abandonedAfter = requireNonNull(abandonedAfter, "abandonedAfter must not be null");
        this.clock = requireNonNull(clock, "clock must not be null");
    }

    /**
     * A certified part.
     *
     * @param hashState state of the running hash after the part
     */
    record Stored(ItemPart part, byte[] hashState) {}

    /** When the upload expires if no further request arrives. */
    Instant expiry(UploadSession upload) {
        return upload.touchedAt().plus(abandonedAfter);
    }

    /** Finds the upload that a payment opened. */
    Optional<String> findByReceipt(String receiptId) {
        return database.statement(
                handle -> handle.createQuery("select upload_id from paid_upload where receipt_id = :receipt")
                        .bind("receipt", receiptId)
                        .mapTo(String.class)
                        .findOne());
    }

    /**
     * Records an upload.
     *
     * @param receiptId receipt id of the payment that opens it, or null
     * @return false when that payment has already opened an upload; nothing is recorded then
     */
    boolean add(String id, String itemId, Map<String, String> fields, long size, long partSize, String receiptId) {
        String json;
        try {
            json = JSON.writeValueAsString(fields);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write the fields as JSON", e);
        }
        if (json.length() > MAX_FIELDS_LENGTH) {
            throw Problem.of(400, "invalid_upload", "the fields are too long");
        }
        long now = clock.millis();
        return database.transaction(handle -> {
            if (receiptId != null && !recordPaidUpload(handle, receiptId, id, now)) {
                return false;
            }
            handle.createUpdate("""
                            insert into upload (id, item_id, fields, byte_size, part_size, created_at, touched_at)
                            values (:id, :item, :fields, :size, :partSize, :now, :now)
                            """)
                    .bind("id", id)
                    .bind("item", itemId)
                    .bind("fields", json)
                    .bind("size", size)
                    .bind("partSize", partSize)
                    .bind("now", now)
                    .execute();
            return true;
        });
    }

    private static boolean recordPaidUpload(Handle handle, String receiptId, String id, long now) {
        return handle.createUpdate("""
                                insert into paid_upload (receipt_id, upload_id, opened_at)
                                values (:receipt, :id, :now)
                                on conflict do nothing
                                """)
                        .bind("receipt", receiptId)
                        .bind("id", id)
                        .bind("now", now)
                        .execute()
                == 1;
    }

    Optional<UploadSession> find(String id) {
        return database.statement(handle -> handle.createQuery("""
                        select u.*, i.file_name, i.content_type, i.wrapped_key, i.kek_fingerprint, i.blob_id
                        from upload u join item i on i.id = u.item_id where u.id = :id
                        """)
                .bind("id", id)
                .map((row, context) -> upload(row))
                .findOne());
    }

    private static UploadSession upload(ResultSet row) throws SQLException {
        Map<String, String> fields;
        try {
            fields = JSON.readValue(row.getString("fields"), new TypeReference<TreeMap<String, String>>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the fields of an upload are not JSON", e);
        }
        return new UploadSession(
                row.getString("id"),
                row.getString("item_id"),
                fields,
                row.getLong("byte_size"),
                row.getLong("part_size"),
                Instant.ofEpochMilli(row.getLong("created_at")),
                Instant.ofEpochMilli(row.getLong("touched_at")),
                row.getString("file_name"),
                row.getString("content_type"),
                new SealedKey(row.getBytes("wrapped_key"), row.getString("kek_fingerprint")),
                Optional.ofNullable(row.getString("blob_id")));
    }

    /** Returns the certified parts by number; a killed process may leave gaps. */
    TreeMap<Integer, Stored> parts(String itemId) {
        TreeMap<Integer, Stored> parts = new TreeMap<>();
        database.statement(handle -> handle.createQuery("""
                        select part, blob_id, byte_size, stored_size, seal_header, end_epoch, hash_state from item_part
                        where item_id = :item and blob_id is not null and hash_state is not null
                        """)
                        .bind("item", itemId)
                        .map((row, context) -> stored(row))
                        .list())
                .forEach(stored -> parts.put(stored.part().number(), stored));
        return parts;
    }

    private static Stored stored(ResultSet row) throws SQLException {
        ItemPart part = new ItemPart(
                row.getInt("part"),
                row.getString("blob_id"),
                row.getLong("byte_size"),
                row.getLong("stored_size"),
                Optional.ofNullable(row.getBytes("seal_header")),
                row.getLong("end_epoch"));
        return new Stored(part, row.getBytes("hash_state"));
    }

    /**
     * Acquires the lease: from now on only this owner records parts and puts the file up for sale.
     *
     * @throws Problem 409 when another request has just put the file up for sale
     */
    void acquireLease(String id, String owner) {
        database.statement(
                handle -> handle.createUpdate("update upload set holder = :holder, touched_at = :now where id = :id")
                        .bind("holder", owner)
                        .bind("now", clock.millis())
                        .bind("id", id)
                        .execute());
        // a previous owner has either put the file up by now, or can no longer do so
        if (find(id).filter(open -> open.blobId().isEmpty()).isEmpty()) {
            throw takenOver();
        }
    }

    /** @throws Problem 409 when another request has acquired the lease */
    void renewLease(String id, String owner) {
        if (database.statement(handle -> touchIfOwner(handle, id, owner)) != 1) {
            throw takenOver();
        }
    }

    static Problem takenOver() {
        return Problem.retry(409, "upload_taken_over", "another request has taken over this upload", RETRY_AFTER, null);
    }

    /**
     * Records a certified part; replaces a recorded part with other bytes.
     *
     * @throws Problem 409 when another request has acquired the lease
     */
    void record(UploadSession upload, String owner, Stored stored) {
        boolean owned = database.transaction(handle -> {
            if (touchIfOwner(handle, upload.id(), owner) != 1) {
                return false;
            }
            handle.createUpdate("delete from item_part where item_id = :item and part = :part")
                    .bind("item", upload.itemId())
                    .bind("part", stored.part().number())
                    .execute();
            insert(handle, upload.itemId(), stored);
            return true;
        });
        if (!owned) {
            throw takenOver();
        }
    }

    private int touchIfOwner(Handle handle, String id, String owner) {
        return handle.createUpdate("update upload set touched_at = :now where id = :id and holder = :holder")
                .bind("now", clock.millis())
                .bind("id", id)
                .bind("holder", owner)
                .execute();
    }

    private static void insert(Handle handle, String itemId, Stored stored) {
        ItemPart part = stored.part();
        handle.createUpdate("""
                        insert into item_part (item_id, part, blob_id, byte_size, stored_size, seal_header, end_epoch,
                            hash_state)
                        values (:item, :part, :blobId, :size, :storedSize, :header, :endEpoch, :hashed)
                        """)
                .bind("item", itemId)
                .bind("part", part.number())
                .bind("blobId", part.blobId())
                .bind("size", part.size())
                .bind("storedSize", part.storedSize())
                .bind("header", part.sealHeader().orElse(null))
                .bind("endEpoch", part.endEpoch())
                .bind("hashed", stored.hashState())
                .execute();
    }

    /** Deletes uploads that are complete or discarded and have had no request for some time. */
    public int purgeFinished() {
        long before = clock.instant().minus(abandonedAfter).toEpochMilli();
        return database.statement(
                handle -> handle.createUpdate("""
                        delete from upload where touched_at < :before and not exists
                            (select 1 from item i where i.id = upload.item_id
                                and i.state in ('pending', 'stored', 'readable'))
                        """).bind("before", before).execute());
    }
}
