package io.tollgate.gateway;

import static io.tollgate.gateway.Beans.step;

import io.tollgate.catalog.Catalog;
import io.tollgate.catalog.SalePeriod;
import io.tollgate.catalog.TermsForm;
import io.tollgate.database.RandomIds;
import io.tollgate.gate.Terms;
import io.tollgate.gate.TurnToEnd;
import io.tollgate.http.BodyPace;
import io.tollgate.money.Network;
import io.tollgate.sealing.Sealing;
import io.tollgate.settings.Mode;
import io.tollgate.settings.Settings;
import io.tollgate.upload.AnswerUpload;
import io.tollgate.upload.JoinParts;
import io.tollgate.upload.OfferItem;
import io.tollgate.upload.PartSizes;
import io.tollgate.upload.PartStore;
import io.tollgate.upload.PlanItem;
import io.tollgate.upload.Planner;
import io.tollgate.upload.ReadBack;
import io.tollgate.upload.ReadUpload;
import io.tollgate.upload.SpoolFile;
import io.tollgate.upload.SpoolFolder;
import io.tollgate.upload.StoreContent;
import io.tollgate.walrus.BlobSink;
import io.tollgate.walrus.EpochCalendar;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import org.apache.camel.main.Main;

/** Builds the steps of an upload. */
final class UploadBeans {
    private final Settings settings;
    private final Mode mode;
    private final Catalog catalog;
    private final Sealing sealing;
    private final BlobSink blobs;
    private final Terms terms;
    private final RandomIds ids;
    private final Clock clock;

    UploadBeans(
            Settings settings,
            Mode mode,
            Catalog catalog,
            Sealing sealing,
            BlobSink blobs,
            Terms terms,
            RandomIds ids,
            Clock clock) {
        this.settings = settings;
        this.mode = mode;
        this.catalog = catalog;
        this.sealing = sealing;
        this.blobs = blobs;
        this.terms = terms;
        this.ids = ids;
        this.clock = clock;
    }

    void bind(Main camel) throws IOException {
        Planner.Defaults defaults = defaults();
        PartSizes sizes = sizes();
        PartStore store = new PartStore(SpoolFolder.emptied(settings.dataDir()), () -> ids.next("part_"), memory());
        JoinParts join = new JoinParts(sealing, blobs);
        Planner planner = new Planner(defaults, new TermsForm(settings.networks()));
        step(camel, "readUpload", new ReadUpload(sizes, pace(), catalog::newId));
        step(camel, "spoolFile", new SpoolFile(sizes, store, sealing));
        step(camel, "planItem", new PlanItem(planner, catalog, sealing, ids));
        step(
                camel,
                "storeContent",
                new StoreContent(sizes, settings.uploadParallelParts(), store, sealing, blobs, catalog, join));
        step(camel, "readBack", new ReadBack(catalog, sealing, clock));
        step(camel, "turnToEnd", new TurnToEnd());
        step(
                camel,
                "offerItem",
                new OfferItem(catalog, defaults, new EpochCalendar(clock, settings.walrusEpochLength())));
        step(
                camel,
                "answerUpload",
                new AnswerUpload(terms, settings.walrusAggregatorUrls().get(0), explorer()));
    }

    /** Unsealed parts are cut at the same places: what a publisher takes is never exceeded either way. */
    private PartSizes sizes() {
        long stored = settings.walrusMaxPartSize().bytes();
        return PartSizes.of(
                sealing.plainLength(stored), stored, settings.uploadMaxSize().bytes());
    }

    /** A small heap keeps parts on the disk rather than run out of itself. */
    private long memory() {
        return Math.min(settings.uploadMemory().bytes(), Runtime.getRuntime().maxMemory() / 4);
    }

    private BodyPace pace() {
        return BodyPace.USUAL.atLeast(settings.uploadMinRate().bytes());
    }

    private Planner.Defaults defaults() {
        return new Planner.Defaults(
                settings.walrusEpochs(),
                ItemBeans.defaultTerms(settings),
                settings.walrusEpochLength(),
                settings.entitlementWindow(),
                new SalePeriod(settings.saleMargin()),
                settings.allowUnsealedSales());
    }

    private Optional<URI> explorer() {
        Network network = settings.network();
        return mode == Mode.DEV
                ? Optional.empty()
                : Optional.of(
                        URI.create("https://suiscan.xyz/" + (network.testnet() ? "testnet" : "mainnet") + "/object/"));
    }
}
