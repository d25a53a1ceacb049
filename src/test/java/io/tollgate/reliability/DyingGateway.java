package io.tollgate.reliability;

import io.tollgate.database.Database;
import io.tollgate.database.DatabaseAccess;
import io.tollgate.database.RandomIds;
import io.tollgate.facilitator.client.FacilitatorRequest;
import io.tollgate.ledger.Claim;
import io.tollgate.ledger.ClaimOutcome;
import io.tollgate.ledger.Ledger;
import io.tollgate.ledger.LedgerTimes;
import io.tollgate.ledger.PaymentKey;
import io.tollgate.ledger.PresentedPayment;
import io.tollgate.x402.evm.Eip3009;
import io.tollgate.x402.money.Asset;
import io.tollgate.x402.money.Authorization;
import io.tollgate.x402.money.Bytes32;
import io.tollgate.x402.money.Network;
import io.tollgate.x402.money.Networks;
import io.tollgate.x402.protocol.MalformedPayment;
import io.tollgate.x402.protocol.PaymentHeader;
import io.tollgate.x402.protocol.PaymentPayload;
import io.tollgate.x402.protocol.PaymentTerms;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.security.SecureRandom;
import java.time.Duration;

/**
 * A third gateway on the same ledger that always dies during a sale: it writes the records and calls the facilitator up
 * to one moment, as a gateway does, and then stops.
 */
final class DyingGateway implements AutoCloseable {
    /** The moment of its death. */
    enum Moment {
        CLAIMED,
        SETTLING,
        MONEY_MOVED
    }

    private final TwoGateways gateways;
    private final Database database;
    private final Ledger ledger;
    private final Network network = new Networks().find("base-sepolia").orElseThrow();
    private int deaths;

    DyingGateway(TwoGateways gateways, DatabaseAccess access) {
        this.gateways = gateways;
        database = Database.open(access);
        LedgerTimes times = new LedgerTimes(Duration.ofSeconds(40), Duration.ofMinutes(10), Duration.ofHours(24));
        ledger = new Ledger(database, times, gateways.clock, new RandomIds(new SecureRandom()));
    }

    /** Claims the buyer's payment, if the ledger permits it, and dies. */
    void sell(Buyer buyer, Moment moment) {
        if (!(ledger.claim(presentedPayment(buyer)) instanceof ClaimOutcome.Won won)) {
            return;
        }
        deaths++;
        Claim claim = won.claim();
        URI facilitator = claim.facilitator().orElse(gateways.first.url("/dev/facilitator"));
        if (moment == Moment.CLAIMED || !ledger.beginSettlement(claim, facilitator)) {
            return;
        }
        if (moment == Moment.MONEY_MOVED) {
            gateways.first.send(HttpRequest.newBuilder(URI.create(facilitator + "/settle"))
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofByteArray(claim.payment().facilitatorRequest()))
                    .build());
        }
    }

    /** Number of sales during which it died. */
    int deaths() {
        return deaths;
    }

    private PresentedPayment presentedPayment(Buyer buyer) {
        PaymentPayload payment;
        try {
            payment = PaymentHeader.decode(buyer.payment());
        } catch (MalformedPayment e) {
            throw new IllegalStateException(e);
        }
        Authorization authorization = payment.authorization();
        Asset asset = network.usdc();
        PaymentTerms terms = new PaymentTerms(
                network,
                authorization.value(),
                authorization.to(),
                Duration.ofSeconds(300),
                new PaymentTerms.Resource(
                        "https://shop.example/download/" + buyer.blobId(), "", "application/octet-stream"),
                payment.quote());
        return new PresentedPayment(
                PaymentKey.of(asset, authorization),
                Bytes32.of(new Eip3009().digest(asset, authorization)),
                payment.signature(),
                payment.version(),
                itemId(buyer.blobId()),
                authorization.value(),
                authorization.to(),
                authorization.validBefore(),
                payment.quote(),
                FacilitatorRequest.json(payment, terms, payment.version()));
    }

    private String itemId(String blobId) {
        return database.statement(handle -> handle.createQuery("select id from item where blob_id = :blobId")
                .bind("blobId", blobId)
                .mapTo(String.class)
                .one());
    }

    @Override
    public void close() {
        database.close();
    }
}
