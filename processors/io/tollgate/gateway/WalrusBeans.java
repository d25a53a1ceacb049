package io.tollgate.gateway;

import static io.tollgate.gateway.Beans.step;

import io.micrometer.core.instrument.MeterRegistry;
import io.tollgate.database.Database;
import io.tollgate.settings.Mode;
import io.tollgate.settings.Settings;
import io.tollgate.storage.BlobRoutes;
import io.tollgate.storage.KnownBlobRows;
import io.tollgate.upstream.UpstreamRegistry;
import io.tollgate.walrus.AddressAggregator;
import io.tollgate.walrus.BeginPublication;
import io.tollgate.walrus.BeginReading;
import io.tollgate.walrus.BlobEncoder;
import io.tollgate.walrus.BlobIdCheck;
import io.tollgate.walrus.ChooseAggregator;
import io.tollgate.walrus.ChoosePublisher;
import io.tollgate.walrus.FinishPublication;
import io.tollgate.walrus.HandOverBlob;
import io.tollgate.walrus.KnownBlobs;
import io.tollgate.walrus.NoteAggregatorSilence;
import io.tollgate.walrus.NotePublisherSilence;
import io.tollgate.walrus.PublishMeters;
import io.tollgate.walrus.PublishRules;
import io.tollgate.walrus.Publishers;
import io.tollgate.walrus.RaceAggregators;
import io.tollgate.walrus.ReadAggregatorAnswer;
import io.tollgate.walrus.ReadMeters;
import io.tollgate.walrus.ReadPublisherAnswer;
import io.tollgate.walrus.ReadRules;
import io.tollgate.walrus.Readings;
import io.tollgate.walrus.RecentUploads;
import io.tollgate.walrus.TokenMint;
import io.tollgate.walrus.TokenSecret;
import io.tollgate.walrus.WeighAttempt;
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
    private final Readings readings;
    private final Publishers publishers;

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
        known = new KnownBlobRows(database);
        recent = new RecentUploads(clock, settings.walrus().notFoundWindow());
        readMeters = new ReadMeters(meters);
        readings = new Readings(
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
        publishers = new Publishers(
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

    private Optional<TokenMint> mint() {
        return settings.walrus()
                .jwtSecret()
                .map(secret -> new TokenMint(
                        TokenSecret.parse(secret.reveal()), settings.walrus().jwtLifetime(), clock, random));
    }

    private static List<URI> trimmed(List<URI> urls) {
        return urls.stream()
                .map(url -> URI.create(url.toString().replaceAll("/+$", "")))
                .toList();
    }

    /** The embedded Walrus gives larger blobs a fast id, which is not the one that Walrus computes. */
    private long idCheckLimit() {
        long limit = settings.walrus().idCheckLimit().bytes();
        return mode == Mode.DEV ? Math.min(limit, settings.embeddedWalrus().realIdLimit().bytes()) : limit;
    }

    /** Binds the steps and tells who reads and stores through their routes. */
    BlobRoutes bind(Main camel) {
        step(camel, "beginPublication", new BeginPublication(publishers, known));
        step(camel, "choosePublisher", new ChoosePublisher(publishers));
        BlobIdCheck ids = new BlobIdCheck(new BlobEncoder(), idCheckLimit());
        step(camel, "readPublisherAnswer", new ReadPublisherAnswer(ids));
        step(camel, "notePublisherSilence", new NotePublisherSilence());
        step(camel, "finishPublication", new FinishPublication(known, recent));
        step(camel, "beginReading", new BeginReading(readings));
        step(camel, "chooseAggregator", new ChooseAggregator());
        step(camel, "raceAggregators", new RaceAggregators(Thread::startVirtualThread, readMeters));
        step(camel, "addressAggregator", new AddressAggregator());
        step(camel, "readAggregatorAnswer", new ReadAggregatorAnswer());
        step(camel, "noteAggregatorSilence", new NoteAggregatorSilence());
        step(camel, "weighAttempt", new WeighAttempt());
        step(camel, "handOverBlob", new HandOverBlob());
        return new BlobRoutes(camel::getCamelContext, readings, known);
    }
}
