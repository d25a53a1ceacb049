package io.tollgate.sealing.rotation;

import static java.util.Objects.requireNonNull;

import io.tollgate.database.Database;
import io.tollgate.log.LogEvent;
import io.tollgate.sealing.GatewayKeys;
import io.tollgate.sealing.KeyEncryptionKey;
import io.tollgate.sealing.SealedKey;
import io.tollgate.sealing.Sealing;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rewraps all keys with another key-encryption key, in batches. The work can stop and resume at any point: at every
 * moment each key is wrapped by one of the two key-encryption keys, and both are accepted until the old one is retired.
 */
public final class KeyRewrapper {
    private static final Logger LOG = LoggerFactory.getLogger(KeyRewrapper.class);
    private static final int BATCH_SIZE = 100;

    private final Database database;
    private final KeyEncryptionKey kek;
    private final Sealing sealing;
    private final GatewayKeys gatewayKeys;

    public KeyRewrapper(Database database, KeyEncryptionKey kek, Sealing sealing, GatewayKeys gatewayKeys) {
        this.database = requireNonNull(database, "database must not be null");
        this.kek = requireNonNull(kek, "kek must not be null");
        this.sealing = requireNonNull(sealing, "sealing must not be null");
        this.gatewayKeys = requireNonNull(gatewayKeys, "gatewayKeys must not be null");
    }

    /**
     * Which key-encryption key wrapped how many keys.
     *
     * @param current fingerprint of the key that wraps now
     * @param accepted fingerprints of all keys that can unwrap, including the current one
     * @param wrapped number of keys that each has wrapped, by fingerprint
     */
    public record Status(String current, Set<String> accepted, Map<String, Long> wrapped) {
        /** Number of keys that the current key-encryption key has not wrapped yet. */
        public long remaining() {
            return wrapped.entrySet().stream()
                    .filter(each -> !each.getKey().equals(current))
                    .mapToLong(Map.Entry::getValue)
                    .sum();
        }

        /**
         * Fingerprints of keys that wrapped something but are not available here; without "", which has no fingerprint.
         */
        public Set<String> missing() {
            Set<String> missing = new TreeSet<>(wrapped.keySet());
            missing.removeAll(accepted);
            missing.remove("");
            return missing;
        }
    }

    public Status status() {
        Map<String, Long> wrapped = new TreeMap<>(database.statement(ItemKeyDao::count));
        gatewayKeys.countByFingerprint().forEach((key, count) -> wrapped.merge(key, count, Long::sum));
        return new Status(kek.fingerprint(), kek.acceptedFingerprints(), wrapped);
    }

    /**
     * Creates a new key-encryption key, when the current one has wrapped everything.
     *
     * @return true when there are keys to rewrap now
     */
    public synchronized boolean begin() {
        Status status = status();
        if (status.remaining() > 0) {
            return true;
        }
        if (status.accepted().size() > 1 || !kek.renew()) {
            return false;
        }
        LogEvent.KEK_RENEWED.at(LOG).log("the key-encryption key {} replaces {}", kek.fingerprint(), status.current());
        return true;
    }

    /**
     * Reads the key-encryption key again, because another instance may have changed it.
     *
     * @return true when it has changed
     * @throws IllegalStateException with a message for the operator when there is no usable key
     */
    public synchronized boolean reload() {
        boolean changed = kek.reload();
        if (changed) {
            LOG.info("reloaded the key-encryption key, now {}", kek.fingerprint());
        }
        return changed;
    }

    /** Number of keys rewrapped by one call, and whether all keys are done. */
    public record Progress(int rewrapped, boolean finished) {}

    /**
     * Rewraps keys until the time is up.
     *
     * @throws IOException when the key of an item cannot be unwrapped
     * @throws IllegalStateException when a gateway key cannot be unwrapped
     */
    public synchronized Progress rewrap(long nanos) throws IOException {
        long end = System.nanoTime() + nanos;
        int count = gatewayKeys.rewrap();
        String after = "";
        String current = kek.fingerprint();
        while (System.nanoTime() - end < 0) {
            List<ItemKeyDao.ItemKey> batch = nextBatch(current, after);
            if (batch.isEmpty()) {
                return new Progress(count, true);
            }
            for (ItemKeyDao.ItemKey key : batch) {
                SealedKey sealedKey = sealing.rewrap(key.itemId(), key.wrapped());
                count += database.statement(
                        handle -> ItemKeyDao.replace(handle, key, sealedKey.wrapped(), sealedKey.kekFingerprint()));
                after = key.itemId();
            }
        }
        return new Progress(count, nextBatch(current, "").isEmpty());
    }

    private List<ItemKeyDao.ItemKey> nextBatch(String current, String after) {
        return database.statement(handle -> ItemKeyDao.wrappedByAnother(handle, current, after, BATCH_SIZE));
    }

    /**
     * Removes older key-encryption keys, once nothing is wrapped by them.
     *
     * @return the fingerprints of the removed keys
     * @throws IllegalStateException while a key is still wrapped by one of them
     */
    public synchronized Set<String> retire() {
        long remaining = status().remaining();
        if (remaining > 0) {
            throw new IllegalStateException(remaining + " keys are still wrapped by an older key");
        }
        Set<String> retired = kek.retire();
        retired.forEach(key -> LogEvent.KEK_RETIRED.at(LOG).log("removed the key-encryption key {}", key));
        return retired;
    }
}
