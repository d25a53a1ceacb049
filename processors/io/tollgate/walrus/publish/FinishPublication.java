package io.tollgate.walrus.publish;

import io.tollgate.http.server.Problem;
import java.time.Duration;
import java.time.Instant;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers with the stored blob and records it, or throws a problem when no publisher stored it. */
public final class FinishPublication implements Processor {
    private static final Logger LOG = LoggerFactory.getLogger(FinishPublication.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(30);

    private final KnownBlobs knownBlobs;
    private final RecentUploads recentUploads;

    public FinishPublication(KnownBlobs knownBlobs, RecentUploads recentUploads) {
        this.knownBlobs = knownBlobs;
        this.recentUploads = recentUploads;
    }

    @Override
    public void process(Exchange exchange) {
        PublishState state = exchange.getProperty(PublishState.PROPERTY, PublishState.class);
        switch (state.answer()) {
            case PublisherAnswer.Stored stored -> {
                recentUploads.recordUpload(stored.blobId());
                record(exchange, state.blob(), stored);
                exchange.getMessage().setBody(stored);
            }
            case PublisherAnswer.Refused refused ->
                throw refusal(refused, state.blob().length());
        }
    }

    private void record(Exchange exchange, Publication blob, PublisherAnswer.Stored stored) {
        String sha256 = exchange.getProperty(BeginPublication.SHA256, String.class);
        if (sha256 != null) {
            Instant until = exchange.getProperty(BeginPublication.UNTIL, Instant.class);
            knownBlobs.add(sha256, blob.length(), stored, until);
        }
    }

    private static Problem refusal(PublisherAnswer.Refused refused, long length) {
        if (refused.status() == 413) {
            LOG.warn("no publisher accepts a blob of {} bytes; set a smaller TOLLGATE_WALRUS_MAX_PART_SIZE", length);
            return Problem.of(
                    413,
                    "too_large",
                    "the storage behind this gateway refused a part of " + length
                            + " bytes as too large; send a smaller file, or ask the operator to configure smaller parts");
        }
        return refused.then() == PublisherAnswer.Then.NEVER && refused.status() == 451
                ? Problem.of(451, "blocked", "the storage behind this gateway refuses this file")
                : Problem.retry(
                        502, "not_stored", "the storage behind this gateway did not store the file", RETRY_AFTER, null);
    }
}
