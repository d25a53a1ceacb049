package io.tollgate.walrus;

import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.random.RandomGenerator;

/** The writing half of the embedded Walrus: takes a body, names it, registers it, and answers as a publisher does. */
final class DevPublisher {
    private static final int MAX_EPOCHS = 53;
    private static final String TOO_LARGE = "Failed to buffer the request body: length limit exceeded";
    private static final String TOO_MANY = "the publisher is receiving too many requests; please try again later";

    private final DevWalrusSettings settings;
    private final BlobFiles files;
    private final BlobNaming naming;
    private final EpochClock epochs;
    private final RandomGenerator random;
    private final StoreReply reply;
    private final Semaphore places;
    private final Semaphore turns;

    DevPublisher(
            DevWalrusSettings settings, BlobFiles files, BlobNaming naming, EpochClock epochs, RandomGenerator random) {
        this.settings = settings;
        this.files = files;
        this.naming = naming;
        this.epochs = epochs;
        this.random = random;
        this.reply = new StoreReply(settings.storagePrice(), settings.writePrice());
        this.places = new Semaphore(settings.running() + settings.waiting());
        this.turns = new Semaphore(settings.running(), true);
    }

    DevAnswer put(String query, String authorization, long declaredLength, InputStream body, DevFaults.Store faults)
            throws IOException {
        if (faults.tooMany() || !places.tryAcquire()) {
            return DevAnswer.text(429, TOO_MANY);
        }
        try {
            turns.acquireUninterruptibly();
            try {
                return store(query, authorization, declaredLength, body, faults);
            } finally {
                turns.release();
            }
        } finally {
            places.release();
        }
    }

    private DevAnswer store(
            String raw, String authorization, long declaredLength, InputStream body, DevFaults.Store faults)
            throws IOException {
        StoreQuery query;
        try {
            query = StoreQuery.parse(raw);
        } catch (QueryString.Invalid e) {
            return e.answer();
        }
        UploadToken token;
        try {
            token = UploadToken.read(authorization);
        } catch (IOException e) {
            return WalrusError.INTERNAL_ERROR.answer(e.getMessage());
        }
        if (token.inconsistent()) {
            return WalrusError.INCONSISTENT_TOKEN.answer("the token claims both `size` and `max_size`");
        }
        if (declaredLength > settings.maxBody()) {
            return DevAnswer.text(413, TOO_LARGE);
        }
        Optional<BlobFiles.Received> received = files.receive(
                faults.resetAfterBytes() == null ? body : new BreakingStream(body, faults.resetAfterBytes()),
                settings.maxBody());
        if (received.isEmpty()) {
            return DevAnswer.text(413, TOO_LARGE);
        }
        try {
            if (!token.covers(received.get().size())) {
                return WalrusError.INVALID_SIZE.answer("the body does not have the size that the token is for");
            }
            return register(query, received.get(), faults);
        } finally {
            files.discard(received.get());
        }
    }

    private DevAnswer register(StoreQuery query, BlobFiles.Received received, DevFaults.Store faults)
            throws IOException {
        if (query.deletable() && query.permanent()) {
            return WalrusError.INVALID_BLOB_PERSISTENCE.answer(
                    "the blob cannot be defined as both deletable and permanent");
        }
        if (query.epochs() < 1 || query.epochs() > MAX_EPOCHS) {
            return WalrusError.INTERNAL_ERROR.answer("the number of epochs must lie between 1 and " + MAX_EPOCHS);
        }
        if (query.share() && !query.permanent()) {
            return WalrusError.INTERNAL_ERROR.answer("a deletable blob cannot be shared");
        }
        BlobId id = naming.name(received);
        if (settings.blocked().contains(id)) {
            return WalrusError.FORBIDDEN_BLOB.answer("the blob is on the block-list of this publisher");
        }
        long now = epochs.current();
        StoredBlob.Registration object = new StoredBlob.Registration(
                objectId(), !query.permanent(), query.sendTo().isEmpty() && !query.share(), now, now + query.epochs());
        StoredBlob fresh = new StoredBlob(id, received.size(), naming.real(received.size()), epochs.now(), List.of());
        StoredBlob kept = files.keep(
                received,
                fresh,
                known -> reply.existing(known, query, object.endEpoch()).isPresent()
                        ? known
                        : known.with(object, epochs.now()));
        if (faults.unconfirmed()) {
            return WalrusError.INSUFFICIENT_CONFIRMATIONS.answer(
                    "the service timed-out while waiting for confirmations, please try again");
        }
        DevAnswer answer = kept.objects().contains(object)
                ? reply.created(kept, object, query, query.share() ? objectId() : null)
                : reply.existing(kept, query, object.endEpoch()).orElseThrow();
        return kept.real() ? answer : answer.with(DevWalrus.MARK, DevWalrus.FAST_ID);
    }

    private String objectId() {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return "0x" + HexFormat.of().formatHex(bytes);
    }
}
