package io.tollgate.app;

import io.tollgate.admin.api.ReportHealth;
import io.tollgate.catalog.Catalog;
import io.tollgate.catalog.offer.Quotes;
import io.tollgate.catalog.offer.Terms;
import io.tollgate.database.Database;
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
import java.util.function.Supplier;
import javax.crypto.SecretKey;
import org.apache.camel.CamelContext;

/** Builds the capabilities of a gateway and binds their steps under the names that routes call them by. */
final class GatewayWiring implements AutoCloseable {
    private static final Duration CLIENT_WRITE_TIMEOUT = Duration.ofSeconds(60);

    private final GatewayServices services;
    private final Settings settings;
    private final Clock clock;
    private final ChainBeans chain;
    private final Catalog catalog;
    private final LedgerBeans ledgerBeans;
    private final Ledger ledger;
    private final Sealing sealing;
    private final KeyRewrapper rewrapper;
    private final SecretKey ticketKey;
    private final Quotes quotes;
    private final Terms terms;
    private final UpstreamRegistry upstreams;
    private final FacilitatorBeans facilitators;
    private final ReceiptBeans receipts;
    private final EntitlementBeans entitlements;
    private final ItemBeans items;
    private final SignInVerifier signIns;
    private final TransferListener downloads;
    private EmbeddedFacilitatorBeans embeddedFacilitator;
    private McpBeans mcp;

    GatewayWiring(GatewayServices services, TransferListener downloads) {
        this.services = services;
        this.downloads = downloads;
        settings = services.settings();
        clock = services.clock();
        chain = new ChainBeans(settings);
        Database database = services.database();
        SecureRandom random = services.random();
        Networks networks = services.networks();
        catalog = new Catalog(database, clock, services.ids());
        KeyEncryptionKey kek = KeyEncryptionKeys.open(
                settings.storage().kek(),
                settings.storage().kekPrevious(),
                catalog.isEmpty() && GatewayKeys.noneExist(database));
        sealing = new Sealing(kek);
        GatewayKeys keys = GatewayKeys.open(database, kek, clock, random);
        rewrapper = new KeyRewrapper(database, kek, sealing, keys);
        ticketKey = keys.signing();
        ledgerBeans = new LedgerBeans(services, keys.pseudonyms());
        ledger = ledgerBeans.ledger();
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
        upstreams = new UpstreamRegistry(clock, services.meters());
        facilitators = new FacilitatorBeans(services, upstreams);
        items = new ItemBeans(services, catalog, terms);
        UsedNonces nonces = new UsedNonces(database);
        signIns = new SignInVerifier(
                settings.server().publicUrl(),
                keys.signing(),
                random,
                nonces,
                id -> networks.find(id).flatMap(chain.chains()::of),
                clock);
        receipts = new ReceiptBeans(services, keys, ledger, catalog, terms);
        entitlements = new EntitlementBeans(services, ledger, keys, signIns, nonces, receipts, terms);
    }

    /** @param routes the Camel context that serves now */
    void bind(Steps steps, Supplier<CamelContext> routes) throws IOException {
        steps.bean("meters", services.meters());
        BlobRoutes blobs = new WalrusBeans(services, upstreams).bind(steps, routes);
        bindSale(steps, blobs);
        bindOutcome(steps);
        facilitators.bind(steps, ledger, chain.chains()::of);
        entitlements.bind(steps);
        receipts.bind(steps);
        items.bind(steps, signIns);
        new UploadBeans(services, catalog, sealing, blobs, terms).bind(steps);
        AccessBeans.bind(steps, settings, services.mode());
        HookBeans.bind(steps, settings);
        KeyBeans.bind(steps, rewrapper);
        ledgerBeans.bind(steps, chain.chains(), facilitators.calls());
        TicketBeans.bind(steps, services, ticketKey);
        mcp = McpBeans.ofGateway(settings, services.mode(), clock, services.random());
        mcp.bind(steps);
        if (services.mode() == Mode.DEV) {
            EmbeddedWalrusBeans.bind(steps, services, new StreamToClient(CLIENT_WRITE_TIMEOUT));
            embeddedFacilitator = new EmbeddedFacilitatorBeans(clock, services.networks(), services.random());
            embeddedFacilitator.bind(steps);
        }
    }

    private void bindSale(Steps steps, BlobRoutes blobs) {
        ResumeKnownPayment resumeKnownPayment =
                new ResumeKnownPayment(ledger, settings.payment().busyWait(), Thread::sleep);
        steps.add("readRequest", new ReadRequest());
        steps.add("findItem", new FindItem(catalog, items.offerCache(), terms));
        steps.add("readConditions", new ReadConditions());
        steps.add("readCredentials", new ReadCredentials());
        steps.add("checkSignature", new CheckSignature(terms, new Eip3009(), facilitators.facilitators()));
        steps.add("resumeKnownPayment", resumeKnownPayment);
        steps.add("matchTerms", new MatchTerms(terms, quotes, clock));
        steps.add("claimPayment", new ClaimPayment(resumeKnownPayment));
        steps.add("openBlob", new OpenBlob(catalog, sealing, blobs));
        steps.add("closeBlob", new CloseBlob());
        steps.add("beginSettling", new BeginSettling(ledger));
        steps.add("grantEntitlement", new GrantEntitlement(ledger));
    }

    private void bindOutcome(Steps steps) {
        steps.add("grantFree", new GrantFree(ledger, terms));
        steps.add(
                "deliver",
                new Deliver(
                        ledger,
                        entitlements.deliveryHeaders(),
                        new StreamToClient(CLIENT_WRITE_TIMEOUT, downloads),
                        services.ids()));
        steps.add("addReceiptHeaders", new AddReceiptHeaders(ledger, entitlements.deliveryHeaders()));
        steps.add("askForPayment", new AskForPayment(terms, entitlements.extensions()));
        steps.add("releaseClaim", new ReleaseClaim(ledger));
        steps.add("answerProblem", new AnswerProblem());
        steps.add("reportHealth", new ReportHealth(clock));
    }

    /**
     * Asks the facilitators what they settle.
     *
     * @throws IllegalStateException in production, when no facilitator settles one of the configured networks
     */
    void loadSupported(CamelContext routes) throws IOException {
        facilitators.loadSupported(routes, services.mode());
    }

    /** The records of sales and items that operators see. */
    OperationsBeans.Records records() {
        return new OperationsBeans.Records(ledger, services.networks(), items.lifecycle(), upstreams, rewrapper);
    }

    /** Returns when every node that was asked at the start has turned out to serve the configured chain. */
    void awaitStartupChecks() {
        chain.awaitChainChecks();
    }

    /** Ends calls that an embedded service delays, so that a stop does not wait for them. */
    @Override
    public void close() {
        chain.close();
        if (mcp != null) {
            mcp.close();
        }
        if (embeddedFacilitator != null) {
            embeddedFacilitator.close();
        }
    }
}
