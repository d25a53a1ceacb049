package io.tollgate.upload;

import java.util.Optional;
import java.util.TreeMap;

/** A resumable upload at the start of one request: its certified parts and the offset where the client continues. */
final class ResumableUpload {
    final UploadSession session;
    private final TreeMap<Integer, UploadSessions.Stored> parts;

    ResumableUpload(UploadSession session, TreeMap<Integer, UploadSessions.Stored> parts) {
        this.session = session;
        this.parts = parts;
    }

    /** Number of certified parts before the first gap. */
    int certifiedCount() {
        int number = 0;
        while (number < session.parts() && certified(number).isPresent()) {
            number++;
        }
        return number;
    }

    /** Offset where the client continues. */
    long offset() {
        return session.blobId().isPresent()
                ? session.size()
                : Math.min(session.size(), certifiedCount() * session.partSize());
    }

    boolean isComplete() {
        return certifiedCount() == session.parts();
    }

    /** Returns a part that is certified and has the expected size. */
    Optional<UploadSessions.Stored> certified(int number) {
        return Optional.ofNullable(parts.get(number))
                .filter(stored -> stored.part().size() == session.length(number));
    }

    /** Returns the hash of all bytes before a part. */
    ResumableSha256 hashBefore(int number) {
        return number == 0
                ? ResumableSha256.create()
                : ResumableSha256.resume(parts.get(number - 1).hashState());
    }
}
