package io.tollgate.app;

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

    UploadBeans(GatewayServices services, Catalog catalog, Sealing sealing, BlobSink blobs, Terms terms) {
        settings = services.settings();
        mode = services.mode();
        database = services.database();
        ids = services.ids();
        clock = services.clock();
        this.catalog = catalog;
        this.sealing = sealing;
        this.blobs = blobs;
        this.terms = terms;
    }

    void bind(Steps steps) throws IOException {
        UploadSpecParser.Defaults defaults = defaults();
        PartSizes sizes = sizes();
        PartStore store =
                new PartStore(SpoolFolder.createEmpty(settings.server().dataDir()), () -> ids.next("part_"), memory());
        JoinParts join = new JoinParts(sealing, blobs);
        UploadSpecParser parser = new UploadSpecParser(
                defaults, new TermsParser(settings.payment().networks()));
        steps.add("readUpload", new ReadUpload(sizes, minimumRate(), catalog::newId));
        steps.add("spoolFile", new SpoolFile(sizes, store, sealing));
        steps.add("createItem", new CreateItem(parser, catalog, sealing, ids));
        steps.add(
                "storeContent",
                new StoreContent(
                        parser, sizes, settings.upload().parallelParts(), store, sealing, blobs, catalog, join));
        steps.add("readBack", new ReadBack(catalog, sealing));
        steps.add("selectLastByte", new SelectLastByte());
        steps.add(
                "offerItem",
                new OfferItem(
                        catalog,
                        defaults,
                        new EpochCalendar(clock, settings.walrus().epochLength())));
        AnswerUpload answer =
                new AnswerUpload(terms, settings.walrus().aggregatorUrls().get(0), explorer());
        steps.add("answerUpload", answer);
        bindResumable(steps, sizes, parser, store, join, answer);
    }

    private void bindResumable(
            Steps steps,
            PartSizes sizes,
            UploadSpecParser parser,
            PartStore store,
            JoinParts join,
            AnswerUpload answer) {
        UploadSessions uploads = new UploadSessions(database, settings.upload().abandonedAfter(), clock);
        ActiveAppends appends = new ActiveAppends();
        steps.add("announceUpload", new AnnounceUpload(sizes, catalog::newId));
        steps.add(
                "createUploadSession",
                new CreateUploadSession(
                        uploads, catalog, sizes, ids, settings.server().publicUrl()));
        steps.add("findUpload", new FindUpload(uploads, appends, parser, catalog, clock));
        steps.add(
                "appendParts",
                new AppendParts(
                        uploads,
                        appends,
                        settings.upload().parallelParts(),
                        store,
                        sealing,
                        blobs,
                        minimumRate(),
                        ids));
        steps.add(
                "priceUpload",
                new PriceUpload(
                        settings.upload().price().orElse(AtomicAmount.ZERO),
                        ItemBeans.defaultTerms(settings),
                        parser,
                        clock));
        steps.add("findPaidUpload", new FindPaidUpload(uploads));
        steps.add("completeUpload", new CompleteUpload(uploads, join));
        steps.add(
                "showUpload", new ShowUpload(uploads, answer, settings.server().publicUrl()));
        steps.add("cancelUpload", new CancelUpload(catalog));
        steps.add("purgeFinishedUploads", exchange -> uploads.purgeFinished());
    }

    /** Unsealed parts have the same size as sealed ones, so that neither exceeds the limit of publishers. */
    private PartSizes sizes() {
        long stored = settings.walrus().maxPartSize().bytes();
        return PartSizes.of(
                sealing.plainLength(stored), stored, settings.upload().maxSize().bytes());
    }

    /** At most a quarter of the heap; with a small heap, parts are kept on disk. */
    private long memory() {
        return Math.min(settings.upload().memory().bytes(), Runtime.getRuntime().maxMemory() / 4);
    }

    private MinimumBodyRate minimumRate() {
        return MinimumBodyRate.DEFAULT.withRate(settings.upload().minRate().bytes());
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
