package io.tollgate.walrus.publish;

import com.fasterxml.jackson.databind.JsonNode;
import io.tollgate.walrus.encoding.BlobId;
import java.util.Optional;

/**
 * The answer of a Walrus publisher to {@code PUT /v1/blobs}. Only HTTP 200 with a complete {@code newlyCreated} or
 * {@code alreadyCertified} counts as stored; everything else is a refusal with a reason.
 */
public sealed interface PublisherAnswer {
    /**
     * The blob is certified. {@code certifiedEpoch} is ignored: publishers send null for certified blobs too.
     *
     * @param suiObjectId the object on chain; empty when the publisher found a copy that another party stored
     * @param endEpoch the first epoch in which the blob is gone
     * @param alreadyCertified nothing was stored or paid, since an existing copy lasts long enough
     */
    record Stored(BlobId blobId, Optional<String> suiObjectId, long endEpoch, boolean alreadyCertified)
            implements PublisherAnswer {}

    /**
     * The blob is not known to be stored. After a timeout or a 5xx it may be stored nevertheless.
     *
     * @param status 0 when there was no answer
     * @param reason the reason code of the answer, or the start of its text when it has no code
     */
    record Refused(int status, String reason, Then then) implements PublisherAnswer {}

    /** How to continue after a refusal: the retry matrix for storing. */
    enum Then {
        /** The publisher is busy and stored nothing. Try later, here or at another one. */
        LATER,
        /** The publisher failed or rejected the caller. Try another one. */
        NEXT_PUBLISHER,
        /** This publisher never accepts such a blob. Another one may have another limit. */
        NEVER_HERE,
        /** The token was used or has expired. Try again with a new one. */
        NEW_TOKEN,
        /** Every publisher refuses this request for these bytes. */
        NEVER
    }

    /** Parses an answer of any status and body; never throws. */
    static PublisherAnswer read(int status, byte[] body) {
        Optional<JsonNode> json = PublisherAnswerParser.json(body);
        if (status != 200) {
            return PublisherAnswerParser.refusal(status, json, body);
        }
        return json.flatMap(PublisherAnswerParser::stored)
                .orElseGet(() -> json.isPresent() && json.get().has("markedInvalid")
                        ? new Refused(status, "marked invalid", Then.NEVER)
                        : new Refused(status, "answer without a stored blob", Then.NEXT_PUBLISHER));
    }
}
