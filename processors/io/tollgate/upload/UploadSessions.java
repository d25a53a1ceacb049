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
 * Uploads that can be resumed, as the database knows them. A part is written down once it is certified, together with
 * the running hash behind it, so that another process can go on from there.
 */
public final class UploadSessions {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int MAX_FIELDS_LENGTH = 8000;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final Database database;
    private final Duration abandonedAfter;
    private final Clock clock;

    /** @param abandonedAfter how long an upload waits for its sender */
    public UploadSessions(Database database, Duration abandonedAfter, Clock clock) {
        this.database = requireNonNull(database, "database must not be null");
        this.abandonedAfter = requireNonNull(abandonedAfter, "abandonedAfter must not be null");
        this.clock = requireNonNull(clock, "clock must not be null");
    }

    /**
     * A certified part.
     *
     * @param hashState the running hash behind it
     */
    record Stored(ItemPart part, byte[] hashState) {}

    /** When an upload is given up of whose sender nothing is heard. */
    Instant expiry(UploadSession upload) {
        return upload.touchedAt().plus(abandonedAfter);
    }

    /** The upload that a payment has opened. */
    Optional<String> findByReceipt(String receiptId) {
        return database.statement(
                handle -> handle.createQuery("select upload_id from paid_upload where receipt_id = :receipt")
                        .bind("receipt", receiptId)
                        .mapTo(String.class)
                        .findOne());
    }

    /**
     * Writes an upload down.
     *
     * @param receiptId of the payment that opens it, or null
     * @return false when that payment has opened one before; nothing is written then
     */
    boolean add(String id, String itemId, Map<String, String> fields, long size, long partSize, String receiptId) {
        String written;
        try {
            written = JSON.writeValueAsString(fields);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("strings are always JSON", e);
        }
        if (written.length() > MAX_FIELDS_LENGTH) {
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
                    .bind("fields", written)
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

    /** The certified parts by their numbers; there may be gaps where a process was killed. */
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
     * From now on only this holder writes parts down and puts the file up for sale.
     *
     * @throws Problem 409 when somebody else has just done so
     */
    void acquireLease(String id, String holder) {
        database.statement(
                handle -> handle.createUpdate("update upload set holder = :holder, touched_at = :now where id = :id")
                        .bind("holder", holder)
                        .bind("now", clock.millis())
                        .bind("id", id)
                        .execute());
        // whoever was about to put it up has done so by now, or cannot any more
        if (find(id).filter(open -> open.blobId().isEmpty()).isEmpty()) {
            throw takenOver();
        }
    }

    /** @throws Problem 409 when another holder has taken it */
    void renewLease(String id, String holder) {
        if (database.statement(handle -> touchIfOwner(handle, id, holder)) != 1) {
            throw takenOver();
        }
    }

    static Problem takenOver() {
        return Problem.retry(409, "upload_taken_over", "another request goes on with this upload", RETRY_AFTER, null);
    }

    /**
     * Writes down a certified part, in place of one of other bytes.
     *
     * @throws Problem 409 when somebody else has taken the upload over
     */
    void record(UploadSession upload, String holder, Stored stored) {
        boolean held = database.transaction(handle -> {
            if (touchIfOwner(handle, upload.id(), holder) != 1) {
                return false;
            }
            handle.createUpdate("delete from item_part where item_id = :item and part = :part")
                    .bind("item", upload.itemId())
                    .bind("part", stored.part().number())
                    .execute();
            insert(handle, upload.itemId(), stored);
            return true;
        });
        if (!held) {
            throw takenOver();
        }
    }

    private int touchIfOwner(Handle handle, String id, String holder) {
        return handle.createUpdate("update upload set touched_at = :now where id = :id and holder = :holder")
                .bind("now", clock.millis())
                .bind("id", id)
                .bind("holder", holder)
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

    /** Forgets how uploads went that are over, once nobody asks any more. */
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
