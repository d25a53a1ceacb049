package io.tollgate.app;

import io.tollgate.http.upstream.UpstreamRegistry;
import io.tollgate.settings.Mode;
import io.tollgate.settings.Settings;
import io.tollgate.walrus.encoding.BlobEncoder;
import io.tollgate.walrus.publish.BeginPublication;
import io.tollgate.walrus.publish.BlobIdCheck;
import io.tollgate.walrus.publish.ChoosePublisher;
import io.tollgate.walrus.publish.FinishPublication;
import io.tollgate.walrus.publish.KnownBlobs;
import io.tollgate.walrus.publish.PublishConfig;
import io.tollgate.walrus.publish.PublishMeters;
import io.tollgate.walrus.publish.PublishRules;
import io.tollgate.walrus.publish.PublisherTokenIssuer;
import io.tollgate.walrus.publish.PublisherTokenSecret;
import io.tollgate.walrus.publish.ReadPublisherAnswer;
import io.tollgate.walrus.publish.RecentUploads;
import io.tollgate.walrus.publish.RecordPublisherFailure;
import io.tollgate.walrus.read.AddressAggregator;
import io.tollgate.walrus.read.BeginReading;
import io.tollgate.walrus.read.ChooseAggregator;
import io.tollgate.walrus.read.EvaluateAttempt;
import io.tollgate.walrus.read.HandOverBlob;
import io.tollgate.walrus.read.HedgeRead;
import io.tollgate.walrus.read.ReadAggregatorAnswer;
import io.tollgate.walrus.read.ReadConfig;
import io.tollgate.walrus.read.ReadMeters;
import io.tollgate.walrus.read.ReadRules;
import io.tollgate.walrus.read.RecordAggregatorFailure;
import io.tollgate.walrus.routes.BlobRoutes;
import io.tollgate.walrus.routes.KnownBlobDao;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;

/** Builds the steps that call Walrus, and the reader and writer of blobs that use them. */
final class WalrusBeans {
    private final Settings settings;
    private final Mode mode;
    private final Clock clock;
    private final SecureRandom random;
    private final KnownBlobs known;
    private final RecentUploads recent;
    private final ReadMeters readMeters;
    private final ReadConfig readConfig;
    private final PublishConfig publishConfig;

    WalrusBeans(GatewayServices services, UpstreamRegistry upstreams) {
        settings = services.settings();
        mode = services.mode();
        clock = services.clock();
        random = services.random();
        known = new KnownBlobDao(services.database());
        recent = new RecentUploads(clock, settings.walrus().notFoundWindow());
        readMeters = new ReadMeters(services.meters());
        readConfig = new ReadConfig(
                upstreams.add("aggregator", trimmed(settings.walrus().aggregatorUrls())),
                new ReadRules(
                        settings.walrus().readAttempts(),
                        ReadRules.DEFAULT_TIMEOUT,
                        settings.walrus().readTimeout(),
                        settings.walrus().hedgeDelay(),
                        settings.walrus().notFoundWindow()),
                recent,
                readMeters,
                clock,
                random,
                Thread::sleep);
        publishConfig = new PublishConfig(
                upstreams.add("publisher", trimmed(settings.walrus().publisherUrls())),
                new PublishRules(
                        settings.walrus().publishAttempts(),
                        settings.walrus().busyPatience(),
                        settings.walrus().epochLength()),
                tokenIssuer(),
                new PublishMeters(services.meters()),
                clock,
                random,
                Thread::sleep);
    }

    private Optional<PublisherTokenIssuer> tokenIssuer() {
        return settings.walrus()
                .jwtSecret()
                .map(secret -> new PublisherTokenIssuer(
                        PublisherTokenSecret.parse(secret.reveal()),
                        settings.walrus().jwtLifetime(),
                        clock,
                        random));
    }

    private static List<URI> trimmed(List<URI> urls) {
        return urls.stream()
                .map(url -> URI.create(url.toString().replaceAll("/+$", "")))
                .toList();
    }

    /** The embedded Walrus gives large blobs a fast id that differs from the real one, so their ids are not checked. */
    private long idCheckLimit() {
        long limit = settings.walrus().idCheckLimit().bytes();
        return mode == Mode.DEV
                ? Math.min(limit, settings.embeddedWalrus().realIdLimit().bytes())
                : limit;
    }

    /**
     * Binds the steps.
     *
     * @param routes the Camel context that serves now
     * @return what reads and stores through the routes of these steps
     */
    BlobRoutes bind(Steps steps, Supplier<CamelContext> routes) {
        steps.add("beginPublication", new BeginPublication(publishConfig, known));
        steps.add("choosePublisher", new ChoosePublisher(publishConfig));
        BlobIdCheck ids = new BlobIdCheck(new BlobEncoder(), idCheckLimit());
        steps.add("readPublisherAnswer", new ReadPublisherAnswer(ids));
        steps.add("recordPublisherFailure", new RecordPublisherFailure());
        steps.add("finishPublication", new FinishPublication(known, recent));
        steps.add("beginReading", new BeginReading(readConfig));
        steps.add("chooseAggregator", new ChooseAggregator());
        steps.add("hedgeRead", new HedgeRead(Thread::startVirtualThread, readMeters));
        steps.add("addressAggregator", new AddressAggregator());
        steps.add("readAggregatorAnswer", new ReadAggregatorAnswer());
        steps.add("recordAggregatorFailure", new RecordAggregatorFailure());
        steps.add("evaluateAttempt", new EvaluateAttempt());
        steps.add("handOverBlob", new HandOverBlob());
        return new BlobRoutes(routes, readConfig, known);
    }
}
