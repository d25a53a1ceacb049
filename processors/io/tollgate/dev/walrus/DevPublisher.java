package io.tollgate.dev.walrus;

import io.tollgate.walrus.encoding.BlobId;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.random.RandomGenerator;

/**
 * The writing half of the embedded Walrus: receives a body, assigns its id, registers it, and answers like a publisher.
 */
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
    private final Optional<PublisherTokenVerifier> tokenVerifier;
    private final Semaphore slots;
    private final Semaphore running;

    DevPublisher(
            DevWalrusSettings settings, BlobFiles files, BlobNaming naming, EpochClock epochs, RandomGenerator random) {
        this.settings = settings;
        this.files = files;
        this.naming = naming;
        this.epochs = epochs;
        this.random = random;
        this.reply = new StoreReply(settings.storagePrice(), settings.writePrice());
        this.tokenVerifier = settings.tokens().map(policy -> new PublisherTokenVerifier(policy, epochs));
        this.slots = new Semaphore(settings.running() + settings.waiting());
        this.running = new Semaphore(settings.running(), true);
    }

    /** {@code PUT /v1/blobs}: the body is the blob. */
    DevAnswer put(DevRequest request, DevFaults.Store faults) throws IOException {
        return admit(request, false, faults);
    }

    /** {@code PUT /v1/quilts}: the body is a form with several blobs. */
    DevAnswer putQuilt(DevRequest request, DevFaults.Store faults) throws IOException {
        return admit(request, true, faults);
    }

    /** Checks in the order of a publisher: token, capacity, query, body. */
    private DevAnswer admit(DevRequest request, boolean quilt, DevFaults.Store faults) throws IOException {
        StoreQuery query = null;
        DevAnswer malformed = null;
        try {
            query = StoreQuery.parse(request.query());
        } catch (QueryString.Invalid e) {
            malformed = e.answer();
        }
        if (tokenVerifier.isPresent()) {
            long declared = quilt ? -1 : request.declaredLength();
            Optional<DevAnswer> refusal = tokenVerifier.get().refusal(request.header("authorization"), query, declared);
            if (refusal.isPresent()) {
                return refusal.get();
            }
        }
        if (faults.tooMany() || !slots.tryAcquire()) {
            return DevAnswer.text(429, TOO_MANY);
        }
        try {
            running.acquireUninterruptibly();
            try {
                return malformed != null ? malformed : store(query, request, quilt, faults);
            } finally {
                running.release();
            }
        } finally {
            slots.release();
        }
    }

    private DevAnswer store(StoreQuery query, DevRequest request, boolean quilt, DevFaults.Store faults)
            throws IOException {
        UploadToken token;
        try {
            token = UploadToken.read(request.header("authorization"));
        } catch (IOException e) {
            return WalrusError.INTERNAL_ERROR.answer(e.getMessage());
        }
        if (token.inconsistent()) {
            return WalrusError.INCONSISTENT_TOKEN.answer("the token claims both `size` and `max_size`");
        }
        long limit = quilt ? settings.maxQuilt() : settings.maxBody();
        Optional<BlobFiles.Received> received = receive(request, limit, faults);
        if (received.isEmpty()) {
            if (faults.resetAboveLimit()) {
                throw new ConnectionBroken(limit);
            }
            return DevAnswer.text(413, TOO_LARGE);
        }
        try {
            return quilt
                    ? storeQuilt(query, request, token, received.get(), faults)
                    : storeBlob(query, token, received.get(), faults);
        } finally {
            files.discard(received.get());
        }
    }

    private Optional<BlobFiles.Received> receive(DevRequest request, long limit, DevFaults.Store faults)
            throws IOException {
        if (request.declaredLength() > limit) {
            return Optional.empty();
        }
        Long cut = faults.resetAfterBytes();
        return files.receive(cut == null ? request.body() : new BreakingStream(request.body(), cut), limit);
    }

    private DevAnswer storeBlob(
            StoreQuery query, UploadToken token, BlobFiles.Received received, DevFaults.Store faults)
            throws IOException {
        if (!token.covers(received.size())) {
            return WalrusError.INVALID_SIZE.answer("the body does not have the size that the token is for");
        }
        Registered registered = register(query, received, faults);
        return registered.answer();
    }

    private DevAnswer storeQuilt(
            StoreQuery query, DevRequest request, UploadToken token, BlobFiles.Received form, DevFaults.Store faults)
            throws IOException {
        QuiltForm parts;
        try {
            parts = QuiltForm.read(form.file(), request.header("content-type"));
        } catch (QuiltForm.Malformed e) {
            return WalrusError.MALFORMED_REQUEST.answer(e.getMessage());
        }
        BlobFiles.Received quilt = files.quilt(parts);
        try {
            if (!token.covers(quilt.size())) {
                return WalrusError.INVALID_SIZE.answer("the quilt does not have the size that the token is for");
            }
            Registered registered = register(query, quilt, faults);
            return registered.blob().isEmpty() || registered.answer().status() != 200
                    ? registered.answer()
                    : reply.quilt(registered.answer(), registered.blob().get(), parts.patches());
        } finally {
            files.discard(quilt);
        }
    }

    private record Registered(DevAnswer answer, Optional<BlobId> blob) {
        static Registered refused(DevAnswer answer) {
            return new Registered(answer, Optional.empty());
        }
    }

    private Registered register(StoreQuery query, BlobFiles.Received received, DevFaults.Store faults)
            throws IOException {
        if (query.deletable() && query.permanent()) {
            return Registered.refused(WalrusError.INVALID_BLOB_PERSISTENCE.answer(
                    "the blob cannot be defined as both deletable and permanent"));
        }
        if (query.epochs() < 1 || query.epochs() > MAX_EPOCHS) {
            return Registered.refused(
                    WalrusError.INTERNAL_ERROR.answer("the number of epochs must lie between 1 and " + MAX_EPOCHS));
        }
        if (query.share() && !query.permanent()) {
            return Registered.refused(WalrusError.INTERNAL_ERROR.answer("a deletable blob cannot be shared"));
        }
        BlobId id = naming.idOf(received);
        if (settings.blocked().contains(id)) {
            return Registered.refused(
                    WalrusError.FORBIDDEN_BLOB.answer("the blob is on the block-list of this publisher"));
        }
        long now = epochs.current();
        DevBlob.Registration object = new DevBlob.Registration(
                objectId(),
                Optional.ofNullable(query.share() ? objectId() : null),
                !query.permanent(),
                query.sendTo().isEmpty() && !query.share(),
                now,
                now + query.epochs());
        DevBlob initial = new DevBlob(id, received.size(), naming.usesRealId(received.size()), epochs.now(), List.of());
        DevBlob stored = files.store(
                received,
                initial,
                current -> reply.existing(current, query, object.endEpoch()).isPresent()
                        ? current
                        : current.withRegistration(object, epochs.now()));
        return new Registered(answer(query, stored, object, faults), Optional.of(id));
    }

    private DevAnswer answer(StoreQuery query, DevBlob stored, DevBlob.Registration object, DevFaults.Store faults) {
        if (faults.unconfirmed()) {
            return WalrusError.INSUFFICIENT_CONFIRMATIONS.answer(
                    "the service timed-out while waiting for confirmations, please try again");
        }
        DevBlob reported = faults.wrongId() ? stored.withId(BlobId.of(randomBytes())) : stored;
        boolean created = stored.objects().contains(object) && !faults.alreadyCertified();
        DevAnswer answer = created
                ? reply.created(reported, object, query)
                : faults.alreadyCertified()
                        ? reply.certified(
                                reported, stored.objects().get(stored.objects().size() - 1))
                        : reply.existing(reported, query, object.endEpoch()).orElseThrow();
        return stored.real() ? answer : answer.with(DevWalrus.MARK, DevWalrus.FAST_ID);
    }

    private String objectId() {
        return "0x" + HexFormat.of().formatHex(randomBytes());
    }

    private byte[] randomBytes() {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return bytes;
    }
}
