package io.tollgate.walrus.publish;

import com.fasterxml.jackson.databind.JsonNode;
import io.tollgate.walrus.encoding.BlobId;
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
     * @param status 0 when there was no answer
     * @param reason the stable reason code of the answer, or a few words when it had none
     */
    record Refused(int status, String reason, Then then) implements PublisherAnswer {}

    /** What may be done about a refusal: the retry matrix for storing. */
    enum Then {
        /** The publisher has no room at present; nothing was stored. Later, here or elsewhere. */
        LATER,
        /** The publisher did not do its work, or will not talk to us. Another one may. */
        NEXT_PUBLISHER,
        /** This publisher takes no blob like this, and never will. Another one may have another limit. */
        NEVER_HERE,
        /** The token was spent or too old; a new one will do. */
        NEW_TOKEN,
        /** These bytes, asked for like this, are refused for good. */
        NEVER
    }

    /** Reads an answer of any status and any body; never fails. */
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
