package io.tollgate.app;

import static io.tollgate.app.GatewayWiring.step;

import io.micrometer.core.instrument.MeterRegistry;
import io.tollgate.database.Database;
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
import org.apache.camel.main.Main;

/** Builds the steps of the calls to Walrus, and what reads and stores through them. */
final class WalrusBeans {
    private final Settings settings;
    private final Mode mode;
    private final Clock clock;
    private final SecureRandom random;
    private final KnownBlobs known;
    private final RecentUploads recent;
    private final ReadMeters readMeters;
    private final ReadConfig readings;
    private final PublishConfig publishers;

    WalrusBeans(
            Settings settings,
            Mode mode,
            Database database,
            UpstreamRegistry upstreams,
            MeterRegistry meters,
            Clock clock,
            SecureRandom random) {
        this.settings = settings;
        this.mode = mode;
        this.clock = clock;
        this.random = random;
        known = new KnownBlobDao(database);
        recent = new RecentUploads(clock, settings.walrus().notFoundWindow());
        readMeters = new ReadMeters(meters);
        readings = new ReadConfig(
                upstreams.add("aggregator", trimmed(settings.walrus().aggregatorUrls())),
                new ReadRules(
                        settings.walrus().readAttempts(),
                        ReadRules.PATIENCE,
                        settings.walrus().readTimeout(),
                        settings.walrus().hedgeDelay(),
                        settings.walrus().notFoundWindow()),
                recent,
                readMeters,
                clock,
                random,
                Thread::sleep);
        publishers = new PublishConfig(
                upstreams.add("publisher", trimmed(settings.walrus().publisherUrls())),
                new PublishRules(
                        settings.walrus().publishAttempts(),
                        settings.walrus().busyPatience(),
                        settings.walrus().epochLength()),
                mint(),
                new PublishMeters(meters),
                clock,
                random,
                Thread::sleep);
    }

    private Optional<PublisherTokenIssuer> mint() {
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

    /** The embedded Walrus gives larger blobs a fast id, which is not the one that Walrus computes. */
    private long idCheckLimit() {
        long limit = settings.walrus().idCheckLimit().bytes();
        return mode == Mode.DEV
                ? Math.min(limit, settings.embeddedWalrus().realIdLimit().bytes())
                : limit;
    }

    /** Binds the steps and tells who reads and stores through their routes. */
    BlobRoutes bind(Main camel) {
        step(camel, "beginPublication", new BeginPublication(publishers, known));
        step(camel, "choosePublisher", new ChoosePublisher(publishers));
        BlobIdCheck ids = new BlobIdCheck(new BlobEncoder(), idCheckLimit());
        step(camel, "readPublisherAnswer", new ReadPublisherAnswer(ids));
        step(camel, "recordPublisherFailure", new RecordPublisherFailure());
        step(camel, "finishPublication", new FinishPublication(known, recent));
        step(camel, "beginReading", new BeginReading(readings));
        step(camel, "chooseAggregator", new ChooseAggregator());
        step(camel, "hedgeRead", new HedgeRead(Thread::startVirtualThread, readMeters));
        step(camel, "addressAggregator", new AddressAggregator());
        step(camel, "readAggregatorAnswer", new ReadAggregatorAnswer());
        step(camel, "recordAggregatorFailure", new RecordAggregatorFailure());
        step(camel, "evaluateAttempt", new EvaluateAttempt());
        step(camel, "handOverBlob", new HandOverBlob());
        return new BlobRoutes(camel::getCamelContext, readings, known);
    }
}
