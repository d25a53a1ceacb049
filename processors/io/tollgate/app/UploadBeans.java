package io.tollgate.app;

import static io.tollgate.app.GatewayWiring.step;

import io.tollgate.catalog.Catalog;
import io.tollgate.catalog.SalePeriod;
import io.tollgate.catalog.TermsParser;
import io.tollgate.catalog.offer.Terms;
import io.tollgate.database.Database;
import io.tollgate.database.RandomIds;
import io.tollgate.http.server.MinimumBodyRate;
import io.tollgate.sale.SelectLastByte;
import io.tollgate.sealing.Sealing;
import io.tollgate.settings.Mode;
import io.tollgate.settings.Settings;
import io.tollgate.upload.ActiveAppends;
import io.tollgate.upload.AnnounceUpload;
import io.tollgate.upload.AnswerUpload;
import io.tollgate.upload.AppendParts;
import io.tollgate.upload.CancelUpload;
import io.tollgate.upload.CompleteUpload;
import io.tollgate.upload.CreateItem;
import io.tollgate.upload.CreateUploadSession;
import io.tollgate.upload.FindPaidUpload;
import io.tollgate.upload.FindUpload;
import io.tollgate.upload.JoinParts;
import io.tollgate.upload.OfferItem;
import io.tollgate.upload.PartSizes;
import io.tollgate.upload.PartStore;
import io.tollgate.upload.PriceUpload;
import io.tollgate.upload.ReadBack;
import io.tollgate.upload.ReadUpload;
import io.tollgate.upload.ShowUpload;
import io.tollgate.upload.SpoolFile;
import io.tollgate.upload.SpoolFolder;
import io.tollgate.upload.StoreContent;
import io.tollgate.upload.UploadSessions;
import io.tollgate.upload.UploadSpecParser;
import io.tollgate.walrus.encoding.EpochCalendar;
import io.tollgate.walrus.publish.BlobSink;
import io.tollgate.x402.money.AtomicAmount;
import io.tollgate.x402.money.Network;
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
        UploadSpecParser.Defaults defaults = defaults();
        PartSizes sizes = sizes();
        PartStore store =
                new PartStore(SpoolFolder.emptied(settings.server().dataDir()), () -> ids.next("part_"), memory());
        JoinParts join = new JoinParts(sealing, blobs);
        UploadSpecParser planner = new UploadSpecParser(
                defaults, new TermsParser(settings.payment().networks()));
        step(camel, "readUpload", new ReadUpload(sizes, pace(), catalog::newId));
        step(camel, "spoolFile", new SpoolFile(sizes, store, sealing));
        step(camel, "createItem", new CreateItem(planner, catalog, sealing, ids));
        step(
                camel,
                "storeContent",
                new StoreContent(
                        planner, sizes, settings.upload().parallelParts(), store, sealing, blobs, catalog, join));
        step(camel, "readBack", new ReadBack(catalog, sealing));
        step(camel, "selectLastByte", new SelectLastByte());
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
            Main camel,
            PartSizes sizes,
            UploadSpecParser planner,
            PartStore store,
            JoinParts join,
            AnswerUpload answer) {
        UploadSessions uploads = new UploadSessions(database, settings.upload().abandonedAfter(), clock);
        ActiveAppends appends = new ActiveAppends();
        step(camel, "announceUpload", new AnnounceUpload(sizes, catalog::newId));
        step(
                camel,
                "createUploadSession",
                new CreateUploadSession(
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
        step(camel, "findPaidUpload", new FindPaidUpload(uploads));
        step(camel, "completeUpload", new CompleteUpload(uploads, join));
        step(
                camel,
                "showUpload",
                new ShowUpload(uploads, answer, settings.server().publicUrl()));
        step(camel, "cancelUpload", new CancelUpload(catalog));
        step(camel, "purgeFinishedUploads", exchange -> uploads.forgetFinished());
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

    private MinimumBodyRate pace() {
        return MinimumBodyRate.USUAL.atLeast(settings.upload().minRate().bytes());
    }

    private UploadSpecParser.Defaults defaults() {
        return new UploadSpecParser.Defaults(
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
