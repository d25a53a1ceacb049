package io.tollgate.app;

import static io.tollgate.app.GatewayWiring.step;

import io.tollgate.dev.walrus.DevWalrus;
import io.tollgate.dev.walrus.DevWalrusSettings;
import io.tollgate.dev.walrus.EpochClock;
import io.tollgate.dev.walrus.PublisherTokenPolicy;
import io.tollgate.dev.walrus.ServeDevWalrus;
import io.tollgate.http.delivery.StreamToClient;
import io.tollgate.settings.Settings;
import io.tollgate.walrus.encoding.BlobEncoder;
import io.tollgate.walrus.publish.PublisherTokenSecret;
import java.security.SecureRandom;
import java.time.Clock;
import org.apache.camel.main.Main;

/** Builds the steps of the Walrus that a development gateway carries with it. */
final class EmbeddedWalrus {
    private EmbeddedWalrus() {}

    static void bind(Main camel, Settings settings, Clock clock, SecureRandom random, StreamToClient client) {
        DevWalrusSettings store = DevWalrusSettings.in(settings.embeddedWalrus().folder())
                .withMaxBody(settings.embeddedWalrus().bodyLimit().bytes())
                .withRealIdLimit(settings.embeddedWalrus().realIdLimit().bytes())
                .withEpochLength(settings.embeddedWalrus().epochLength());
        if (settings.walrus().jwtSecret().isPresent()) {
            store = store.withTokens(tokens(settings));
        }
        EpochClock epochs = new EpochClock(clock, settings.embeddedWalrus().epochLength());
        DevWalrus walrus = new DevWalrus(store, new BlobEncoder(), epochs, random, Thread::sleep);
        ServeDevWalrus.steps(walrus, client).forEach((name, processor) -> step(camel, name, processor));
    }

    /** As strict as a publisher can be started: with all three of its flags. */
    private static PublisherTokenPolicy tokens(Settings settings) {
        return new PublisherTokenPolicy(
                settings.walrus().jwtSecret().map(secret -> PublisherTokenSecret.parse(secret.reveal())),
                settings.walrus().jwtLifetime().toSeconds(),
                true);
    }
}
