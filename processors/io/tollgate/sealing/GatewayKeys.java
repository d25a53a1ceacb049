package io.tollgate.sealing;

import static java.util.Objects.requireNonNull;

import io.tollgate.database.Database;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jdbi.v3.core.Handle;

/**
 * The keys that all instances of a gateway share. The first instance creates them and stores them in the database,
 * wrapped by the key-encryption key. An instance with another key-encryption key fails at start.
 */
public final class GatewayKeys {
    private static final String SIGNING = "signing";
    private static final String PSEUDONYMS = "pseudonyms";
    private static final int BYTES = 32;

    private final SecretKey signing;
    private final SecretKey pseudonyms;
    private final Database database;
    private final KeyEncryptionKey kek;
    private final Clock clock;

    private GatewayKeys(SecretKey signing, SecretKey pseudonyms, Database database, KeyEncryptionKey kek, Clock clock) {
        this.signing = signing;
        this.pseudonyms = pseudonyms;
        this.database = database;
        this.kek = kek;
        this.clock = clock;
    }

    /** Whether this database has no wrapped key yet. */
    public static boolean noneExist(Database database) {
        return database.statement(handle -> find(handle, SIGNING)).isEmpty();
    }

    /**
     * Reads the keys, or creates them when the database has none.
     *
     * @throws IllegalStateException with a message for the operator when another key-encryption key wrapped them
     */
    public static GatewayKeys open(Database database, KeyEncryptionKey kek, Clock clock, SecureRandom random) {
        requireNonNull(kek, "kek must not be null");
        return new GatewayKeys(
                key(SIGNING, database, kek, clock, random),
                key(PSEUDONYMS, database, kek, clock, random),
                database,
                kek,
                clock);
    }

    private static SecretKey key(
            String name, Database database, KeyEncryptionKey kek, Clock clock, SecureRandom random) {
        Optional<Row> found = database.statement(handle -> find(handle, name));
        if (found.isEmpty()) {
            byte[] key = new byte[BYTES];
            random.nextBytes(key);
            Row wrapped = wrap(name, key, kek);
            database.statement(handle -> insert(handle, name, wrapped, clock.millis()));
            found = database.statement(handle -> find(handle, name));
        }
        return new SecretKeySpec(unwrap(name, found.orElseThrow(), kek), "HmacSHA256");
    }

    /**
     * HMAC-SHA256 key that authenticates what the gateway issues and accepts later: tokens, tickets, quotes, receipts.
     */
    public SecretKey signing() {
        return signing;
    }

    /** HMAC-SHA256 key for the pseudonyms that replace deleted buyers; it never changes. */
    public SecretKey pseudonyms() {
        return pseudonyms;
    }

    /**
     * Stores a further key, unless another instance has stored one under this name.
     *
     * @param key at most 200 bytes
     */
    public void storeIfAbsent(String name, byte[] key) {
        Row row = wrap(name, key, kek);
        database.statement(handle -> insert(handle, name, row, clock.millis()));
    }

    /** Returns the further keys whose names start with the prefix, by name. */
    public SortedMap<String, byte[]> findByPrefix(String prefix) {
        SortedMap<String, byte[]> keys = new TreeMap<>();
        database.statement(handle -> findAll(handle, prefix))
                .forEach((name, row) -> keys.put(name, unwrap(name, row, kek)));
        return keys;
    }

    /**
     * Wraps with the current key-encryption key every gateway key that another one wrapped. A key that another instance
     * changes at the same time is skipped.
     *
     * @return number of keys that were rewrapped
     * @throws IllegalStateException with a message for the operator when a key cannot be unwrapped
     */
    public int rewrap() {
        int count = 0;
        for (Map.Entry<String, Row> each :
                database.statement(handle -> findAll(handle, "")).entrySet()) {
            Row row = each.getValue();
            if (!row.fingerprint().equals(kek.fingerprint())) {
                Row rewrapped = wrap(each.getKey(), unwrap(each.getKey(), row, kek), kek);
                count += database.statement(handle -> replace(handle, each.getKey(), row, rewrapped));
            }
        }
        return count;
    }

    /** Counts the gateway keys that each key-encryption key has wrapped, by its fingerprint. */
    public Map<String, Long> countByFingerprint() {
        return database.statement(handle -> findAll(handle, "")).values().stream()
                .collect(Collectors.groupingBy(Row::fingerprint, TreeMap::new, Collectors.counting()));
    }

    private static Row wrap(String name, byte[] key, KeyEncryptionKey kek) {
        try {
            KeyEncryptionKey.Wrapped wrapped = kek.wrap(key, purpose(name));
            return new Row(Base64.getEncoder().encodeToString(wrapped.bytes()), wrapped.fingerprint());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The key-encryption key cannot wrap keys: " + e.getMessage() + ".", e);
        }
    }

    private static byte[] unwrap(String name, Row row, KeyEncryptionKey kek) {
        try {
            return kek.unwrap(Base64.getDecoder().decode(row.wrapped()), purpose(name));
        } catch (KeyServiceFailure e) {
            throw new IllegalStateException(e.getMessage(), e);
        } catch (GeneralSecurityException e) {
            if (kek.acceptedFingerprints().contains(row.fingerprint())) {
                throw new IllegalStateException(
                        "The " + name + " key in the database has been modified; restore a backup.", e);
            }
            throw new IllegalStateException(
                    "This database belongs to the key-encryption key " + row.fingerprint() + ", but KEK is "
                            + kek.fingerprint()
                            + ": set KEK to the right key, or DATABASE_URL to the right database.",
                    e);
        }
    }

    private static String purpose(String name) {
        return "tollgate:house-key:" + name;
    }

    private static int insert(Handle handle, String name, Row row, long now) {
        return handle.createUpdate("""
                        insert into house_key (name, wrapped, kek_fingerprint, created_at)
                        values (:name, :wrapped, :fingerprint, :now)
                        on conflict do nothing
                        """)
                .bind("name", name)
                .bind("wrapped", row.wrapped())
                .bind("fingerprint", row.fingerprint())
                .bind("now", now)
                .execute();
    }

    private static int replace(Handle handle, String name, Row current, Row rewrapped) {
        return handle.createUpdate("""
                        update house_key set wrapped = :wrapped, kek_fingerprint = :fingerprint
                        where name = :name and wrapped = :current
                        """)
                .bind("wrapped", rewrapped.wrapped())
                .bind("fingerprint", rewrapped.fingerprint())
                .bind("name", name)
                .bind("current", current.wrapped())
                .execute();
    }

    private static Map<String, Row> findAll(Handle handle, String prefix) {
        Map<String, Row> rows = new HashMap<>();
        handle.createQuery("select name, wrapped, kek_fingerprint from house_key where name like :names")
                .bind("names", prefix + "%")
                .map((row, context) -> Map.entry(
                        row.getString("name"), new Row(row.getString("wrapped"), row.getString("kek_fingerprint"))))
                .forEach(entry -> rows.put(entry.getKey(), entry.getValue()));
        return rows;
    }

    private static Optional<Row> find(Handle handle, String name) {
        return handle.createQuery("select wrapped, kek_fingerprint from house_key where name = :name")
                .bind("name", name)
                .map((row, context) -> new Row(row.getString("wrapped"), row.getString("kek_fingerprint")))
                .findOne();
    }

    @Override
    public String toString() {
        return "GatewayKeys[hidden]";
    }

    private record Row(String wrapped, String fingerprint) {}
}
