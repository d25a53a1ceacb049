package io.tollgate.app;

import io.micrometer.core.instrument.MeterRegistry;
import io.tollgate.admin.api.ReportHealth;
import io.tollgate.catalog.Catalog;
import io.tollgate.catalog.offer.Quotes;
import io.tollgate.catalog.offer.Terms;
import io.tollgate.database.Database;
import io.tollgate.database.RandomIds;
import io.tollgate.http.delivery.StreamToClient;
import io.tollgate.http.delivery.TransferListener;
import io.tollgate.http.upstream.UpstreamRegistry;
import io.tollgate.ledger.Ledger;
import io.tollgate.sale.AddReceiptHeaders;
import io.tollgate.sale.AnswerProblem;
import io.tollgate.sale.AskForPayment;
import io.tollgate.sale.BeginSettling;
import io.tollgate.sale.CheckSignature;
import io.tollgate.sale.ClaimPayment;
import io.tollgate.sale.CloseBlob;
import io.tollgate.sale.Deliver;
import io.tollgate.sale.FindItem;
import io.tollgate.sale.GrantEntitlement;
import io.tollgate.sale.GrantFree;
import io.tollgate.sale.MatchTerms;
import io.tollgate.sale.OpenBlob;
import io.tollgate.sale.ReadConditions;
import io.tollgate.sale.ReadCredentials;
import io.tollgate.sale.ReadRequest;
import io.tollgate.sale.ReleaseClaim;
import io.tollgate.sale.ResumeKnownPayment;
import io.tollgate.sealing.GatewayKeys;
import io.tollgate.sealing.KeyEncryptionKey;
import io.tollgate.sealing.KeyEncryptionKeys;
import io.tollgate.sealing.Sealing;
import io.tollgate.sealing.rotation.KeyRewrapper;
import io.tollgate.settings.Mode;
import io.tollgate.settings.Settings;
import io.tollgate.walrus.routes.BlobRoutes;
import io.tollgate.x402.evm.Eip3009;
import io.tollgate.x402.money.Networks;
import io.tollgate.x402.signin.SignInVerifier;
import io.tollgate.x402.signin.UsedNonces;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import javax.crypto.SecretKey;
import org.apache.camel.Processor;
import org.apache.camel.main.Main;

/** Builds what the steps of the routes are and binds it under the names that the routes call it by. */
final class GatewayWiring implements AutoCloseable {
    private static final Duration CLIENT_WRITE_TIMEOUT = Duration.ofSeconds(60);

    private final Settings settings;
    private final Mode mode;
    private final Clock clock;
    private final SecureRandom random;
    private final Networks networks = new Networks();
    private final ChainBeans chain;
    private final RandomIds ids;
    private final MeterRegistry meters;
    private final Database database;
    private final Catalog catalog;
    private final LedgerBeans books;
    private final Ledger ledger;
    private final Sealing sealing;
    private final KeyRewrapper rewrapping;
    private final SecretKey tickets;
    private final Quotes quotes;
    private final Terms terms;
    private final UpstreamRegistry upstreams;
    private final FacilitatorBeans facilitators;
    private final ReceiptBeans receipts;
    private final EntitlementBeans entitlements;
    private final ItemBeans items;
    private final SignInVerifier proofs;
    private EmbeddedFacilitatorBeans facilitator;
    private McpBeans agents;
    private final StreamToClient client = new StreamToClient(CLIENT_WRITE_TIMEOUT);
    private final TransferListener downloads;

    GatewayWiring(
            Settings settings,
            Mode mode,
            Database database,
            Clock clock,
            SecureRandom random,
            OperationsBeans operations) {
        this.settings = settings;
        this.mode = mode;
        this.clock = clock;
        this.random = random;
        this.database = database;
        chain = new ChainBeans(settings);
        meters = operations.meters();
        downloads = operations.traffic();
        ids = new RandomIds(random);
        catalog = new Catalog(database, clock, ids);
        KeyEncryptionKey kek = KeyEncryptionKeys.open(
                settings.storage().kek(),
                settings.storage().kekPrevious(),
                catalog.isEmpty() && GatewayKeys.none(database));
        sealing = new Sealing(kek);
        GatewayKeys keys = GatewayKeys.open(database, kek, clock, random);
        rewrapping = new KeyRewrapper(database, kek, sealing, keys);
        tickets = keys.signing();
        books = new LedgerBeans(settings, database, keys.pseudonyms(), ids, clock);
        ledger = books.ledger();
        quotes = new Quotes(keys.signing(), settings.sale().redeliveryWindow(), clock, random);
        terms = new Terms(
                new Terms.Places(
                        settings.server().publicUrl(),
                        settings.sale().endpointPath().toString()),
                settings.payment().networks(),
                settings.sale().termsGrace(),
                networks,
                catalog,
                quotes,
                clock);
        upstreams = new UpstreamRegistry(clock, meters);
        facilitators = new FacilitatorBeans(settings, networks, upstreams, meters, clock, random);
        items = new ItemBeans(settings, database, catalog, terms, ids, clock);
        proofs = new SignInVerifier(
                settings.server().publicUrl(),
                keys.signing(),
                random,
                new UsedNonces(database),
                id -> networks.find(id).flatMap(chain.chains()::of),
                clock);
        receipts = new ReceiptBeans(settings, keys, ledger, catalog, networks, terms, clock, random);
        entitlements = new EntitlementBeans(settings, database, ledger, keys, networks, proofs, receipts, terms, clock);
    }

    void bind(Main camel) throws IOException {
        camel.bind("meters", meters);
        camel.bind("chains", chain.chains());
        camel.bind("upstreams", upstreams);
        BlobRoutes blobs = new WalrusBeans(settings, mode, database, upstreams, meters, clock, random).bind(camel);
        bindSale(camel, blobs);
        facilitators.bind(camel, ledger, chain.chains()::of);
        bindOutcome(camel);
        entitlements.bind(camel);
        receipts.bind(camel);
        items.bind(camel, proofs, meters);
        new UploadBeans(settings, mode, database, catalog, sealing, blobs, terms, ids, clock).bind(camel);
        AccessBeans.bind(camel, settings, mode);
        HookBeans.bind(camel, settings);
        KeyBeans.bind(camel, rewrapping);
        books.bind(camel, chain.chains(), networks, facilitators.calls(), meters);
        TicketBeans.bind(camel, settings, database, tickets, ids, clock);
        agents = McpBeans.ofGateway(settings, mode, clock, random);
        agents.bind(camel);
        if (mode == Mode.DEV) {
            EmbeddedWalrus.bind(camel, settings, clock, random, client);
            facilitator = new EmbeddedFacilitatorBeans(clock, networks, random);
            facilitator.beans().forEach((name, processor) -> step(camel, name, processor));
        }
    }

    private void bindSale(Main camel, BlobRoutes blobs) {
        ResumeKnownPayment resumeKnownPayment =
                new ResumeKnownPayment(ledger, settings.payment().busyWait(), Thread::sleep);
        step(camel, "readRequest", new ReadRequest());
        step(camel, "findItem", new FindItem(catalog, items.showcase(), terms));
        step(camel, "readConditions", new ReadConditions());
        step(camel, "readCredentials", new ReadCredentials());
        step(camel, "checkSignature", new CheckSignature(terms, new Eip3009(), facilitators.facilitators()));
        step(camel, "resumeKnownPayment", resumeKnownPayment);
        step(camel, "matchTerms", new MatchTerms(terms, quotes, clock));
        step(camel, "claimPayment", new ClaimPayment(resumeKnownPayment));
        step(camel, "openBlob", new OpenBlob(catalog, sealing, blobs));
        step(camel, "closeBlob", new CloseBlob());
        step(camel, "beginSettling", new BeginSettling(ledger));
        step(camel, "grantEntitlement", new GrantEntitlement(ledger));
    }

    private void bindOutcome(Main camel) {
        step(camel, "grantFree", new GrantFree(ledger, terms));
        step(
                camel,
                "deliver",
                new Deliver(ledger, entitlements.papers(), new StreamToClient(CLIENT_WRITE_TIMEOUT, downloads), ids));
        step(camel, "addReceiptHeaders", new AddReceiptHeaders(ledger, entitlements.papers()));
        step(camel, "askForPayment", new AskForPayment(terms, entitlements.extensions()));
        step(camel, "releaseClaim", new ReleaseClaim(ledger));
        step(camel, "answerProblem", new AnswerProblem());
        step(camel, "reportHealth", new ReportHealth(clock));
    }

    /** Learns from the facilitators what they settle; refuses a production start for which none settles a network. */
    void loadSupported(Main camel) throws IOException {
        facilitators.loadSupported(camel, mode);
    }

    /** What operators see of sales and items. */
    OperationsBeans.Books books() {
        return new OperationsBeans.Books(ledger, networks, items.lifecycle());
    }

    /** Returns when everything outside that was looked at is known to be the right one. */
    void awaitStartupChecks() {
        chain.awaitChainChecks();
    }

    /** Lets go of calls that an embedded service holds back, so that a stop does not wait for them. */
    @Override
    public void close() {
        chain.close();
        if (agents != null) {
            agents.close();
        }
        if (facilitator != null) {
            facilitator.close();
        }
    }

    static void step(Main camel, String name, Processor processor) {
        camel.bind(name, processor);
    }
}
