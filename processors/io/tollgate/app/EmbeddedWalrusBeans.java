package io.tollgate.app;

import io.tollgate.dev.walrus.DevWalrus;
import io.tollgate.dev.walrus.DevWalrusSettings;
import io.tollgate.dev.walrus.EpochClock;
import io.tollgate.dev.walrus.PublisherTokenPolicy;
import io.tollgate.dev.walrus.ServeDevWalrus;
import io.tollgate.http.delivery.StreamToClient;
import io.tollgate.settings.Settings;
import io.tollgate.walrus.encoding.BlobEncoder;
import io.tollgate.walrus.publish.PublisherTokenSecret;

/** Builds the steps of the embedded Walrus of a development gateway. */
final class EmbeddedWalrusBeans {
    private EmbeddedWalrusBeans() {}

    static void bind(Steps steps, GatewayServices services, StreamToClient client) {
        Settings settings = services.settings();
        DevWalrusSettings store = DevWalrusSettings.in(settings.embeddedWalrus().folder())
                .withMaxBody(settings.embeddedWalrus().bodyLimit().bytes())
                .withRealIdLimit(settings.embeddedWalrus().realIdLimit().bytes())
                .withEpochLength(settings.embeddedWalrus().epochLength());
        if (settings.walrus().jwtSecret().isPresent()) {
            store = store.withTokens(tokens(settings));
        }
        EpochClock epochs =
                new EpochClock(services.clock(), settings.embeddedWalrus().epochLength());
        DevWalrus walrus = new DevWalrus(store, new BlobEncoder(), epochs, services.random(), Thread::sleep);
        ServeDevWalrus.steps(walrus, client).forEach(steps::add);
    }

    /** As strict as a publisher that is started with all three of its flags. */
    private static PublisherTokenPolicy tokens(Settings settings) {
        return new PublisherTokenPolicy(
                settings.walrus().jwtSecret().map(secret -> PublisherTokenSecret.parse(secret.reveal())),
                settings.walrus().jwtLifetime().toSeconds(),
                true);
    }
}
