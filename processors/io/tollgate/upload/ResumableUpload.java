package io.tollgate.upload;

import java.util.Optional;
import java.util.TreeMap;

/** An upload in pieces as one request finds it: what is certified, and from where its sender goes on. */
final class ResumableUpload {
    final UploadSession session;
    private final TreeMap<Integer, UploadSessions.Stored> parts;

    ResumableUpload(UploadSession upload, TreeMap<Integer, UploadSessions.Stored> parts) {
        this.session = upload;
        this.parts = parts;
    }

    /** How many parts are certified without a gap, from the first on. */
    int certifiedCount() {
        int number = 0;
        while (number < session.parts() && certified(number).isPresent()) {
            number++;
        }
        return number;
    }

    /** The byte from which the sender goes on. */
    long offset() {
        return session.blobId().isPresent() ? session.size() : Math.min(session.size(), certifiedCount() * session.partSize());
    }

    boolean isComplete() {
        return certifiedCount() == session.parts();
    }

    /** A part that is certified and as long as it has to be. */
    Optional<UploadSessions.Stored> certified(int number) {
        return Optional.ofNullable(parts.get(number))
                .filter(stored -> stored.part().size() == session.length(number));
    }

    /** The running hash in front of a part. */
    ResumableSha256 hashBefore(int number) {
        return number == 0
                ? ResumableSha256.create()
                : ResumableSha256.resume(parts.get(number - 1).hashState());
    }
}
