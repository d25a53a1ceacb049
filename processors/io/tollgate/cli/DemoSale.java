package io.tollgate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.tollgate.payer.PayerWallet;
import io.tollgate.payer.PayingClient;
import io.tollgate.payer.PurchaseListener;
import io.tollgate.payer.PurchaseResult;
import io.tollgate.x402.money.AtomicAmount;
import io.tollgate.x402.money.Network;
import io.tollgate.x402.money.Networks;
import io.tollgate.x402.protocol.Headers;
import io.tollgate.x402.protocol.Offer;
import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One sale from upload to download, and the proof that it was paid once and that the bytes are the same. */
final class DemoSale {
    private static final int SAMPLE_BYTES = 256 * 1024;

    private final URI gateway;
    private final Network network;
    private final AtomicAmount price;
    private final DemoSteps steps;
    private final PrintWriter err;

    DemoSale(URI gateway, Network network, AtomicAmount price, DemoSteps steps, PrintWriter err) {
        this.gateway = gateway;
        this.network = network;
        this.price = price;
        this.steps = steps;
        this.err = err;
    }

    /** @return 0 when the file came back equal and was paid for exactly once */
    int play(Path folder) throws IOException, InterruptedException {
        try (HttpClient http = PayingClient.http()) {
            DemoClient client = new DemoClient(http, gateway);
            Path sample = sample(folder);
            String hash = DemoClient.sha256(Files.readAllBytes(sample));
            steps.begin();
            JsonNode item = upload(http, sample);
            URI file = URI.create(item.path("downloadUrl").asText());
            String buyer = client.buyer();
            String seller = item.path("payTo").asText();
            AtomicAmount buyerHad = client.balance(buyer);
            AtomicAmount sellerHad = client.balance(seller);
            steps.begin();
            refused(client.get(file, Optional.empty()));
            Path output = folder.resolve("downloaded.bin");
            PurchaseResult.Saved saved = pay(http, file, output);
            compare("compare", hash, saved.sha256());
            HttpResponse<byte[]> again = client.get(file, PayingClient.kept(output));
            expect(again.statusCode() == 200, "the same payment again is answered " + again.statusCode());
            compare("again", hash, DemoClient.sha256(again.body()));
            AtomicAmount buyerHas = client.balance(buyer);
            AtomicAmount sellerHas = client.balance(seller);
            steps.done("balances", "buyer  " + dollars(buyerHad) + " -> " + dollars(buyerHas));
            steps.more("seller " + dollars(sellerHad) + " -> " + dollars(sellerHas) + ": paid once");
            expect(difference(buyerHad, buyerHas).equals(price.units()), "the buyer did not pay exactly once");
            expect(difference(sellerHas, sellerHad).equals(price.units()), "the seller was not paid exactly once");
            return ExitCodes.OK;
        } catch (NotAsExpected e) {
            err.println("The demo failed: " + e.getMessage() + ".");
            return ExitCodes.FAILED;
        }
    }

    private static Path sample(Path folder) throws IOException {
        byte[] bytes = new byte[SAMPLE_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Files.write(folder.resolve("sample.bin"), bytes);
    }

    private JsonNode upload(HttpClient http, Path sample) throws IOException, InterruptedException, NotAsExpected {
        DirectUpload.Answer answer = new DirectUpload(http, gateway)
                .put(
                        sample,
                        Map.of(
                                "name",
                                "sample.bin",
                                "price",
                                price.written(network.usdc().decimals())),
                        Optional.empty(),
                        (done, total) -> {});
        expect(answer.status() == 200, "the upload is answered " + answer.status() + ", " + answer.reason());
        steps.done(
                "upload",
                SAMPLE_BYTES + " bytes, sealed, on Walrus as "
                        + answer.body().path("blobId").asText() + ", for " + dollars(price));
        return answer.body();
    }

    private void refused(HttpResponse<byte[]> answer) throws NotAsExpected {
        expect(answer.statusCode() == 402, "a request without payment is answered " + answer.statusCode());
        List<Offer> second = Offer.read(answer.headers().firstValue(Headers.PAYMENT_REQUIRED), answer.body());
        List<Offer> first = Offer.read(Optional.empty(), answer.body());
        expect(!second.isEmpty() && !first.isEmpty(), "the 402 does not carry the terms of both versions");
        steps.done("ask", "402 Payment Required, with the terms for both versions of x402:");
        steps.more("v2 in PAYMENT-REQUIRED: " + terms(second.get(0)));
        steps.more("v1 in the body:         " + terms(first.get(0)));
    }

    private static String terms(Offer offer) {
        return offer.scheme() + " " + offer.amount() + " of " + offer.asset() + " on " + offer.network();
    }

    private PurchaseResult.Saved pay(HttpClient http, URI file, Path output)
            throws IOException, InterruptedException, NotAsExpected {
        PayingClient payer = new PayingClient(
                http,
                new Networks(),
                new PayerWallet(Optional.empty(), http),
                Clock.systemUTC(),
                new SecureRandom(),
                time -> Thread.sleep(time.toMillis()));
        PurchaseResult purchase = payer.buy(file, output, price, true, new PurchaseListener() {});
        if (purchase instanceof PurchaseResult.Saved saved && saved.paid().isPresent()) {
            steps.done(
                    "pay",
                    dollars(price) + " signed and settled"
                            + saved.paid()
                                    .get()
                                    .transaction()
                                    .map(id -> " as " + id)
                                    .orElse("") + ", "
                            + saved.bytes() + " bytes downloaded");
            return saved;
        }
        throw new NotAsExpected("the purchase ended with " + purchase);
    }

    private void compare(String step, String sent, String came) throws NotAsExpected {
        expect(sent.equals(came), "what came back is not what was uploaded");
        steps.done(
                step,
                step.equals("again")
                        ? "the same payment presented again: the same bytes, no second settlement"
                        : "sha256 " + came + " on both sides");
    }

    private String dollars(AtomicAmount amount) {
        return "$" + amount.written(network.usdc().decimals());
    }

    private static BigInteger difference(AtomicAmount more, AtomicAmount less) {
        return more.units().subtract(less.units());
    }

    private static void expect(boolean holds, String otherwise) throws NotAsExpected {
        if (!holds) {
            throw new NotAsExpected(otherwise);
        }
    }

    private static final class NotAsExpected extends Exception {
        private NotAsExpected(String what) {
            super(what);
        }
    }
}
