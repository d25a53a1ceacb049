package io.tollgate.walrus.publish;

import io.tollgate.http.server.Problem;
import java.time.Duration;
import java.time.Instant;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers with what the blob is called, and remembers it; or with a refusal, when no publisher took it. */
public final class FinishPublication implements Processor {
    private static final Logger LOG = LoggerFactory.getLogger(FinishPublication.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(30);

    private final KnownBlobs known;
    private final RecentUploads recent;

    public FinishPublication(KnownBlobs known, RecentUploads recent) {
        this.known = known;
        this.recent = recent;
    }

    @Override
    public void process(Exchange exchange) {
        PublishState publishing = exchange.getProperty(PublishState.PROPERTY, PublishState.class);
        switch (publishing.answer()) {
            case PublisherAnswer.Stored stored -> {
                recent.recordUpload(stored.blobId());
                remember(exchange, publishing.blob(), stored);
                exchange.getMessage().setBody(stored);
            }
            case PublisherAnswer.Refused refused ->
                throw refusal(refused, publishing.blob().length());
        }
    }

    private void remember(Exchange exchange, Publication blob, PublisherAnswer.Stored stored) {
        String sha256 = exchange.getProperty(BeginPublication.SHA256, String.class);
        if (sha256 != null) {
            Instant until = exchange.getProperty(BeginPublication.UNTIL, Instant.class);
            known.add(sha256, blob.length(), stored, until);
        }
    }

    private static Problem refusal(PublisherAnswer.Refused refused, long length) {
        if (refused.status() == 413) {
            LOG.warn("no publisher takes a blob of {} bytes: TOLLGATE_WALRUS_MAX_PART_SIZE must be smaller", length);
            return Problem.of(
                    413,
                    "too_large",
                    "the storage behind this gateway refused a piece of " + length
                            + " bytes as too large; a smaller file may pass, the operator can make the pieces smaller");
        }
        return refused.then() == PublisherAnswer.Then.NEVER && refused.status() == 451
                ? Problem.of(451, "blocked", "the storage behind this gateway does not take this file")
                : Problem.retry(
                        502, "not_stored", "the storage behind this gateway did not take the file", RETRY_AFTER, null);
    }
}
