package io.tollgate.gateway;

import static io.tollgate.gateway.Beans.step;

import io.tollgate.http.StreamToClient;
import io.tollgate.settings.Settings;
import io.tollgate.walrus.BlobEncoder;
import io.tollgate.walrus.DevWalrus;
import io.tollgate.walrus.DevWalrusSettings;
import io.tollgate.walrus.EpochClock;
import io.tollgate.walrus.ServeDevWalrus;
import io.tollgate.walrus.TokenRules;
import io.tollgate.walrus.TokenSecret;
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
    private static TokenRules tokens(Settings settings) {
        return new TokenRules(
                settings.walrus().jwtSecret().map(secret -> TokenSecret.parse(secret.reveal())),
                settings.walrus().jwtLifetime().toSeconds(),
                true);
    }
}
