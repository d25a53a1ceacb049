package io.tollgate.upload;

import io.tollgate.database.RandomIds;
import io.tollgate.http.server.MinimumBodyRate;
import io.tollgate.http.server.Problem;
import io.tollgate.http.server.RequestBody;
import io.tollgate.sealing.Sealing;
import io.tollgate.walrus.publish.BlobSink;
import java.io.IOException;
import java.io.PushbackInputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Stores the parts that a request brings. What is certified stays, however the request ends; bytes behind the last whole
 * part are sent again. A part that is certified behind a gap is not stored twice.
 */
public final class AppendParts implements Processor {
    private final UploadSessions uploads;
    private final ActiveAppends appends;
    private final int maxConcurrent;
    private final PartStore store;
    private final Sealing sealing;
    private final BlobSink blobs;
    private final MinimumBodyRate bodyRate;
    private final RandomIds ids;

    public AppendParts(
            UploadSessions uploads,
            ActiveAppends appends,
            int atOnce,
            PartStore store,
            Sealing sealing,
            BlobSink blobs,
            MinimumBodyRate pace,
            RandomIds ids) {
        this.uploads = uploads;
        this.appends = appends;
        this.maxConcurrent = atOnce;
        this.store = store;
        this.sealing = sealing;
        this.blobs = blobs;
        this.bodyRate = pace;
        this.ids = ids;
    }

    @Override
    public void process(Exchange exchange) throws IOException {
        Upload upload = Upload.of(exchange);
        ResumableUpload pieces = upload.resumable;
        checkOffset(upload, pieces.offset());
        checkLength(upload, pieces.session.size() - pieces.offset());
        if (upload.item != null) {
            return;
        }
        String holder = ids.next("");
        appends.begin(pieces.session.id(), exchange, upload.request);
        uploads.acquireLease(pieces.session.id(), holder);
        upload.leaseOwner = holder;
        // another request may have come in between; nobody but us writes any more
        ResumableUpload now = new ResumableUpload(pieces.session, uploads.parts(upload.itemId));
        checkOffset(upload, now.offset());
        if (!now.isComplete()) {
            append(upload, now, holder);
            now = new ResumableUpload(pieces.session, uploads.parts(upload.itemId));
        }
        upload.resumable = now;
    }

    private static void checkOffset(Upload upload, long offset) {
        if (!upload.announcedOffset.equals(Long.toString(offset))) {
            throw Problem.of(409, "wrong_offset", "this upload goes on at the Upload-Offset of this answer")
                    .with(UploadProgress.OFFSET, Long.toString(offset));
        }
    }

    private static void checkLength(Upload upload, long left) {
        String length = upload.request.getHeader("Content-Length");
        if (length != null && Long.parseLong(length) > left) {
            throw tooLong();
        }
    }

    private static Problem tooLong() {
        return Problem.of(400, "too_many_bytes", "the body is longer than what was announced");
    }

    private void append(Upload upload, ResumableUpload pieces, String holder) throws IOException {
        Map<Integer, byte[]> hashes = new ConcurrentHashMap<>();
        PushbackInputStream body = new PushbackInputStream(new RequestBody(upload.request, bodyRate));
        try (PartSender sender = new PartSender(
                blobs,
                maxConcurrent,
                part -> uploads.record(
                        pieces.session, holder, new UploadSessions.Stored(part, hashes.get(part.number()))))) {
            try {
                sendAll(upload, pieces, body, sender, hashes);
            } catch (ExactLengthStream.IncompletePartException e) {
                // the rest of this part comes with another request
            } catch (IOException | RuntimeException e) {
                recordSentParts(sender, e);
                throw e;
            }
            sender.finish();
        }
    }

    /** What is under way when the sender is gone was paid for. */
    private static void recordSentParts(PartSender sender, Exception gone) {
        try {
            sender.finish();
        } catch (IOException | RuntimeException e) {
            if (e != gone) {
                gone.addSuppressed(e);
            }
        }
    }

    private void sendAll(
            Upload upload,
            ResumableUpload pieces,
            PushbackInputStream body,
            PartSender sender,
            Map<Integer, byte[]> hashes)
            throws IOException {
        int number = pieces.certifiedCount();
        ResumableSha256 sha256 = pieces.hashBefore(number);
        int parts = pieces.session.parts();
        while (number < parts) {
            long length = pieces.session.length(number);
            if (length > 0 && isAtEnd(body)) {
                return;
            }
            sender.acquirePermit();
            boolean sent = false;
            try {
                EncodedPart part = encode(upload, number, new ExactLengthStream(body, length, sha256), length);
                byte[] hashed = sha256.state();
                checkNoMoreBytes(body, part, number == parts - 1);
                Optional<UploadSessions.Stored> known = pieces.certified(number);
                if (known.isPresent() && Arrays.equals(known.get().hashState(), hashed)) {
                    part.content().close();
                } else {
                    hashes.put(number, hashed);
                    sender.send(part, upload.spec);
                    sent = true;
                }
            } finally {
                if (!sent) {
                    sender.releasePermit();
                }
            }
            number++;
        }
    }

    private EncodedPart encode(Upload upload, int number, ExactLengthStream plain, long length) throws IOException {
        return PartSplitter.sealing(
                        plain,
                        Math.max(1, length),
                        store,
                        sealing,
                        upload.key(sealing).wrapped(),
                        upload.itemId)
                .startingWith(number)
                .next();
    }

    private static void checkNoMoreBytes(PushbackInputStream body, EncodedPart part, boolean last) throws IOException {
        boolean refused = true;
        try {
            if (last && !isAtEnd(body)) {
                throw tooLong();
            }
            refused = false;
        } finally {
            if (refused) {
                part.content().close();
            }
        }
    }

    private static boolean isAtEnd(PushbackInputStream body) throws IOException {
        int next = body.read();
        if (next >= 0) {
            body.unread(next);
        }
        return next < 0;
    }
}
