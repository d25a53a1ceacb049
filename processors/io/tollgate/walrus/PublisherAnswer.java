package io.tollgate.walrus;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * What a Walrus publisher said to {@code PUT /v1/blobs}. Only HTTP 200 with a complete {@code newlyCreated} or
 * {@code alreadyCertified} counts as stored; everything else, however it looks, is a refusal with a reason.
 */
public sealed interface PublisherAnswer {
    /**
     * The blob is certified. {@code certifiedEpoch} is not asked about: publishers send null for blobs that are.
     *
     * @param suiObjectId the object on chain; never named when somebody else's copy was found
     * @param endEpoch the first epoch in which the blob is gone
     * @param alreadyCertified nothing was stored nor paid, since a copy lives long enough
     */
    record Stored(BlobId blobId, Optional<String> suiObjectId, long endEpoch, boolean alreadyCertified)
            implements PublisherAnswer {}

    /**
     * The blob is not known to be stored; after a timeout or a 5xx it may be all the same.
     *
     * @param reason the stable reason code of the answer, or a few words when it had none
     * @param retryable the same bytes may be sent again, here or elsewhere, with a new token where tokens are used
     */
    record Refused(int status, String reason, boolean retryable) implements PublisherAnswer {}

    /** Reads an answer of any status and any body; never fails. */
    static PublisherAnswer read(int status, byte[] body) {
        Optional<JsonNode> json = PublisherReading.json(body);
        if (status != 200) {
            return PublisherReading.refusal(status, json, body);
        }
        return json.flatMap(PublisherReading::stored)
                .orElseGet(() -> json.isPresent() && json.get().has("markedInvalid")
                        ? new Refused(status, "marked invalid", false)
                        : new Refused(status, "answer without a stored blob", true));
    }
}
