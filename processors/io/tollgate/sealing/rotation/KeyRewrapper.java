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
 * Brings all keys under another key-encryption key, a stretch at a time. It can be broken off anywhere and gone on with:
 * each key is under one of the two at every moment, and both are accepted until the old one is retired.
 */
public final class KeyRewrapper {
    private static final Logger LOG = LoggerFactory.getLogger(KeyRewrapper.class);
    private static final int BATCH_SIZE = 100;

    private final Database database;
    private final KeyEncryptionKey kek;
    private final Sealing sealing;
    private final GatewayKeys gatewayKeys;

    public KeyRewrapper(Database database, KeyEncryptionKey kek, Sealing sealing, GatewayKeys house) {
        this.database = requireNonNull(database, "database must not be null");
        this.kek = requireNonNull(kek, "kek must not be null");
        this.sealing = requireNonNull(sealing, "sealing must not be null");
        this.gatewayKeys = requireNonNull(house, "house must not be null");
    }

    /**
     * Who wrapped what.
     *
     * @param current of the key that wraps now
     * @param accepted those whose work can be unwrapped, the current one among them
     * @param wrapped how many keys each has wrapped
     */
    public record Status(String current, Set<String> accepted, Map<String, Long> wrapped) {
        /** Keys that are not under the current key-encryption key yet. */
        public long remaining() {
            return wrapped.entrySet().stream()
                    .filter(each -> !each.getKey().equals(current))
                    .mapToLong(Map.Entry::getValue)
                    .sum();
        }

        /** Those that wrapped something and are known here no more; an upload's very first key is not named. */
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
     * Makes a new key-encryption key where everything is under the present one already.
     *
     * @return true when there is something to wrap anew now
     */
    public synchronized boolean begin() {
        Status standing = status();
        if (standing.remaining() > 0) {
            return true;
        }
        if (standing.accepted().size() > 1 || !kek.renew()) {
            return false;
        }
        LogEvent.KEK_RENEWED
                .at(LOG)
                .log("the key-encryption key {} takes the place of {}", kek.fingerprint(), standing.current());
        return true;
    }

    /**
     * Reads the key-encryption key again, which another instance may have changed.
     *
     * @return true when it did
     * @throws IllegalStateException with one sentence for the operator when there is no usable key
     */
    public synchronized boolean reload() {
        boolean changed = kek.reload();
        if (changed) {
            LOG.info("the key-encryption key was read again and is {} now", kek.fingerprint());
        }
        return changed;
    }

    /** What one stretch has done, and whether it got to the end. */
    public record Progress(int rewrapped, boolean finished) {}

    /**
     * Wraps keys anew until the time is up.
     *
     * @throws IOException when the key of an item cannot be unwrapped
     * @throws IllegalStateException when a key of the house cannot be unwrapped
     */
    public synchronized Progress rewrap(long nanos) throws IOException {
        long end = System.nanoTime() + nanos;
        int done = gatewayKeys.rewrap();
        String after = "";
        String current = kek.fingerprint();
        while (System.nanoTime() - end < 0) {
            List<ItemKeyDao.ItemKey> some = nextBatch(current, after);
            if (some.isEmpty()) {
                return new Progress(done, true);
            }
            for (ItemKeyDao.ItemKey key : some) {
                SealedKey anew = sealing.rewrap(key.itemId(), key.wrapped());
                done += database.statement(
                        handle -> ItemKeyDao.replace(handle, key, anew.wrapped(), anew.kekFingerprint()));
                after = key.itemId();
            }
        }
        return new Progress(done, nextBatch(current, "").isEmpty());
    }

    private List<ItemKeyDao.ItemKey> nextBatch(String current, String after) {
        return database.statement(handle -> ItemKeyDao.wrappedByAnother(handle, current, after, BATCH_SIZE));
    }

    /**
     * Forgets older key-encryption keys, once nothing is wrapped by them.
     *
     * @return the fingerprints of those that were forgotten
     * @throws IllegalStateException while something is
     */
    public synchronized Set<String> retire() {
        long left = status().remaining();
        if (left > 0) {
            throw new IllegalStateException(left + " keys are wrapped by an older key still");
        }
        Set<String> gone = kek.retire();
        gone.forEach(key -> LogEvent.KEK_RETIRED.at(LOG).log("the key-encryption key {} is forgotten", key));
        return gone;
    }
}
