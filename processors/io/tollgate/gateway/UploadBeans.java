package io.tollgate.gateway;

import static io.tollgate.gateway.Beans.step;

import io.tollgate.catalog.Catalog;
import io.tollgate.catalog.SalePeriod;
import io.tollgate.catalog.TermsForm;
import io.tollgate.database.RandomIds;
import io.tollgate.gate.Terms;
import io.tollgate.http.BodyPace;
import io.tollgate.money.Network;
import io.tollgate.sealing.Sealing;
import io.tollgate.settings.Mode;
import io.tollgate.settings.Settings;
import io.tollgate.upload.AnswerUpload;
import io.tollgate.upload.FinishForm;
import io.tollgate.upload.OfferItem;
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
import java.nio.file.Path;
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
        Path spool = SpoolFolder.emptied(settings.dataDir());
        step(camel, "readUpload", new ReadUpload(limit(), pace(), sealing, catalog::newId));
        step(camel, "spoolFile", new SpoolFile(spool, sealing));
        step(camel, "planItem", new PlanItem(new Planner(defaults, new TermsForm(settings.networks())), catalog, ids));
        step(camel, "storeContent", new StoreContent(sealing, blobs));
        step(camel, "finishForm", new FinishForm());
        step(camel, "readBack", new ReadBack(catalog, clock));
        step(
                camel,
                "offerItem",
                new OfferItem(catalog, defaults, new EpochCalendar(clock, settings.walrusEpochLength())));
        step(
                camel,
                "answerUpload",
                new AnswerUpload(terms, settings.walrusAggregatorUrls().get(0), explorer()));
    }

    /** A file is one blob, so it must fit what the publisher takes once it is sealed. */
    private long limit() {
        long part = settings.walrusMaxPartSize().bytes();
        long sealing = this.sealing.sealedLength(part) - part;
        return Math.min(settings.uploadMaxSize().bytes(), part - sealing);
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
