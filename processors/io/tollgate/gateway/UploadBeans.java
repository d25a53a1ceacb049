package io.tollgate.gateway;

import static io.tollgate.gateway.Beans.step;

import io.tollgate.catalog.Catalog;
import io.tollgate.catalog.SalePeriod;
import io.tollgate.catalog.TermsForm;
import io.tollgate.database.Database;
import io.tollgate.database.RandomIds;
import io.tollgate.gate.Terms;
import io.tollgate.gate.TurnToEnd;
import io.tollgate.http.BodyPace;
import io.tollgate.money.AtomicAmount;
import io.tollgate.money.Network;
import io.tollgate.sealing.Sealing;
import io.tollgate.settings.Mode;
import io.tollgate.settings.Settings;
import io.tollgate.upload.AnnounceUpload;
import io.tollgate.upload.AnswerUpload;
import io.tollgate.upload.AppendParts;
import io.tollgate.upload.CancelUpload;
import io.tollgate.upload.FindUpload;
import io.tollgate.upload.JoinParts;
import io.tollgate.upload.JoinPieces;
import io.tollgate.upload.OfferItem;
import io.tollgate.upload.OpenNewUpload;
import io.tollgate.upload.OpenUploads;
import io.tollgate.upload.PartSizes;
import io.tollgate.upload.PartStore;
import io.tollgate.upload.PlanItem;
import io.tollgate.upload.Planner;
import io.tollgate.upload.PriceUpload;
import io.tollgate.upload.ReadBack;
import io.tollgate.upload.ReadUpload;
import io.tollgate.upload.RecallPaidUpload;
import io.tollgate.upload.RunningAppends;
import io.tollgate.upload.SpoolFile;
import io.tollgate.upload.SpoolFolder;
import io.tollgate.upload.StoreContent;
import io.tollgate.upload.TellUpload;
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
    private final Database database;
    private final Catalog catalog;
    private final Sealing sealing;
    private final BlobSink blobs;
    private final Terms terms;
    private final RandomIds ids;
    private final Clock clock;

    UploadBeans(
            Settings settings,
            Mode mode,
            Database database,
            Catalog catalog,
            Sealing sealing,
            BlobSink blobs,
            Terms terms,
            RandomIds ids,
            Clock clock) {
        this.settings = settings;
        this.mode = mode;
        this.database = database;
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
        PartStore store =
                new PartStore(SpoolFolder.emptied(settings.server().dataDir()), () -> ids.next("part_"), memory());
        JoinParts join = new JoinParts(sealing, blobs);
        Planner planner = new Planner(defaults, new TermsForm(settings.payment().networks()));
        step(camel, "readUpload", new ReadUpload(sizes, pace(), catalog::newId));
        step(camel, "spoolFile", new SpoolFile(sizes, store, sealing));
        step(camel, "planItem", new PlanItem(planner, catalog, sealing, ids));
        step(
                camel,
                "storeContent",
                new StoreContent(
                        planner, sizes, settings.upload().parallelParts(), store, sealing, blobs, catalog, join));
        step(camel, "readBack", new ReadBack(catalog, sealing, clock));
        step(camel, "turnToEnd", new TurnToEnd());
        step(
                camel,
                "offerItem",
                new OfferItem(
                        catalog,
                        defaults,
                        new EpochCalendar(clock, settings.walrus().epochLength())));
        AnswerUpload answer =
                new AnswerUpload(terms, settings.walrus().aggregatorUrls().get(0), explorer());
        step(camel, "answerUpload", answer);
        bindPieces(camel, sizes, planner, store, join, answer);
    }

    private void bindPieces(
            Main camel, PartSizes sizes, Planner planner, PartStore store, JoinParts join, AnswerUpload answer) {
        OpenUploads uploads = new OpenUploads(database, settings.upload().abandonedAfter(), clock);
        RunningAppends appends = new RunningAppends();
        step(camel, "announceUpload", new AnnounceUpload(sizes, catalog::newId));
        step(
                camel,
                "openNewUpload",
                new OpenNewUpload(
                        uploads, catalog, sizes, ids, settings.server().publicUrl()));
        step(camel, "findUpload", new FindUpload(uploads, appends, planner, catalog, clock));
        step(
                camel,
                "appendParts",
                new AppendParts(
                        uploads, appends, settings.upload().parallelParts(), store, sealing, blobs, pace(), ids));
        step(
                camel,
                "priceUpload",
                new PriceUpload(
                        settings.upload().price().orElse(AtomicAmount.ZERO),
                        ItemBeans.defaultTerms(settings),
                        planner,
                        clock));
        step(camel, "recallPaidUpload", new RecallPaidUpload(uploads));
        step(camel, "joinPieces", new JoinPieces(uploads, join));
        step(
                camel,
                "tellUpload",
                new TellUpload(uploads, answer, settings.server().publicUrl()));
        step(camel, "cancelUpload", new CancelUpload(catalog));
        step(camel, "forgetFinishedUploads", exchange -> uploads.forgetFinished());
    }

    /** Unsealed parts are cut at the same places: what a publisher takes is never exceeded either way. */
    private PartSizes sizes() {
        long stored = settings.walrus().maxPartSize().bytes();
        return PartSizes.of(
                sealing.plainLength(stored), stored, settings.upload().maxSize().bytes());
    }

    /** A small heap keeps parts on the disk rather than run out of itself. */
    private long memory() {
        return Math.min(settings.upload().memory().bytes(), Runtime.getRuntime().maxMemory() / 4);
    }

    private BodyPace pace() {
        return BodyPace.USUAL.atLeast(settings.upload().minRate().bytes());
    }

    private Planner.Defaults defaults() {
        return new Planner.Defaults(
                settings.walrus().epochs(),
                ItemBeans.defaultTerms(settings),
                settings.walrus().epochLength(),
                settings.sale().entitlementWindow(),
                new SalePeriod(settings.sale().saleMargin()),
                settings.sale().allowUnsealedSales());
    }

    private Optional<URI> explorer() {
        Network network = settings.payment().network();
        return mode == Mode.DEV
                ? Optional.empty()
                : Optional.of(
                        URI.create("https://suiscan.xyz/" + (network.testnet() ? "testnet" : "mainnet") + "/object/"));
    }
}
