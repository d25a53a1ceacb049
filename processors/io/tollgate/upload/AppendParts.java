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
 * Stores the parts of one request. Certified parts stay, however the request ends; bytes after the last complete part
 * are sent again. A part that was certified after a gap is not stored twice.
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
            int maxConcurrent,
            PartStore store,
            Sealing sealing,
            BlobSink blobs,
            MinimumBodyRate bodyRate,
            RandomIds ids) {
        this.uploads = uploads;
        this.appends = appends;
        this.maxConcurrent = maxConcurrent;
        this.store = store;
        this.sealing = sealing;
        this.blobs = blobs;
        this.bodyRate = bodyRate;
        this.ids = ids;
    }

    @Override
    public void process(Exchange exchange) throws IOException {
        Upload upload = Upload.of(exchange);
        ResumableUpload resumable = upload.resumable;
        checkOffset(upload, resumable.offset());
        checkLength(upload, resumable.session.size() - resumable.offset());
        if (upload.item != null) {
            return;
        }
        String leaseOwner = ids.next("");
        appends.begin(resumable.session.id(), exchange, upload.request);
        uploads.acquireLease(resumable.session.id(), leaseOwner);
        upload.leaseOwner = leaseOwner;
        // another request may have appended before; from here on only this request writes
        ResumableUpload current = new ResumableUpload(resumable.session, uploads.parts(upload.itemId));
        checkOffset(upload, current.offset());
        if (!current.isComplete()) {
            append(upload, current, leaseOwner);
            current = new ResumableUpload(resumable.session, uploads.parts(upload.itemId));
        }
        upload.resumable = current;
    }

    private static void checkOffset(Upload upload, long offset) {
        if (!upload.announcedOffset.equals(Long.toString(offset))) {
            throw Problem.of(409, "wrong_offset", "continue this upload at the Upload-Offset of this answer")
                    .with(UploadProgress.OFFSET, Long.toString(offset));
        }
    }

    private static void checkLength(Upload upload, long remaining) {
        String length = upload.request.getHeader("Content-Length");
        if (length != null && Long.parseLong(length) > remaining) {
            throw tooLong();
        }
    }

    private static Problem tooLong() {
        return Problem.of(400, "too_many_bytes", "the body is longer than the announced file");
    }

    private void append(Upload upload, ResumableUpload resumable, String leaseOwner) throws IOException {
        Map<Integer, byte[]> hashes = new ConcurrentHashMap<>();
        PushbackInputStream body = new PushbackInputStream(new RequestBody(upload.request, bodyRate));
        try (PartSender sender = new PartSender(
                blobs,
                maxConcurrent,
                part -> uploads.record(
                        resumable.session, leaseOwner, new UploadSessions.Stored(part, hashes.get(part.number()))))) {
            try {
                sendAll(upload, resumable, body, sender, hashes);
            } catch (ExactLengthStream.IncompletePartException e) {
                // a later request sends this part again
            } catch (IOException | RuntimeException e) {
                recordSentParts(sender, e);
                throw e;
            }
            sender.finish();
        }
    }

    /** Records the parts in progress after the client has disconnected: they are already paid for. */
    private static void recordSentParts(PartSender sender, Exception cause) {
        try {
            sender.finish();
        } catch (IOException | RuntimeException e) {
            if (e != cause) {
                cause.addSuppressed(e);
            }
        }
    }

    private void sendAll(
            Upload upload,
            ResumableUpload resumable,
            PushbackInputStream body,
            PartSender sender,
            Map<Integer, byte[]> hashes)
            throws IOException {
        int number = resumable.certifiedCount();
        ResumableSha256 sha256 = resumable.hashBefore(number);
        int parts = resumable.session.parts();
        while (number < parts) {
            long length = resumable.session.length(number);
            if (length > 0 && isAtEnd(body)) {
                return;
            }
            sender.acquirePermit();
            boolean sent = false;
            try {
                EncodedPart part = encode(upload, number, new ExactLengthStream(body, length, sha256), length);
                byte[] hashState = sha256.state();
                checkNoMoreBytes(body, part, number == parts - 1);
                Optional<UploadSessions.Stored> certified = resumable.certified(number);
                if (certified.isPresent() && Arrays.equals(certified.get().hashState(), hashState)) {
                    part.content().close();
                } else {
                    hashes.put(number, hashState);
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
