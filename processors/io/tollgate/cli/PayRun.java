package io.tollgate.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tollgate.payer.PayerWallet;
import io.tollgate.payer.PayingClient;
import io.tollgate.payer.PurchaseListener;
import io.tollgate.payer.PurchaseResult;
import io.tollgate.settings.Secret;
import io.tollgate.settings.Settings;
import io.tollgate.x402.money.Address;
import io.tollgate.x402.money.AtomicAmount;
import io.tollgate.x402.money.Network;
import io.tollgate.x402.money.Networks;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import picocli.CommandLine;

/** Runs one purchase for {@code pay} and says how it ended, to a person or to a program. */
final class PayRun {
    private final CommandEnvironment surroundings;
    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean json;

    PayRun(CommandEnvironment surroundings, CommandLine command, boolean json) {
        this.surroundings = surroundings;
        this.out = command.getOut();
        this.err = command.getErr();
        this.json = json;
    }

    int run(URI url, Path output, Settings settings, boolean keep) throws IOException, InterruptedException {
        ProgressBar bar = new ProgressBar(err, surroundings.terminal());
        try (HttpClient http = PayingClient.http()) {
            PurchaseResult purchase =
                    client(http, settings).buy(url, output, settings.wallet().maxPerCall(), keep, listener(err, bar));
            bar.clear();
            return said(purchase);
        }
    }

    /** What pays with the wallet of the environment. */
    static PayingClient client(HttpClient http, Settings settings) {
        return new PayingClient(
                http,
                new Networks(),
                new PayerWallet(settings.wallet().privateKey().map(Secret::reveal), http),
                Clock.systemUTC(),
                new SecureRandom(),
                time -> Thread.sleep(time.toMillis()));
    }

    /** Tells a person who waits. */
    static PurchaseListener listener(PrintWriter err, ProgressBar bar) {
        return new PurchaseListener() {
            @Override
            public void paying(AtomicAmount amount, Network network, Address payTo) {
                err.println("paying " + dollars(amount, network) + " on " + network.name() + " to " + payTo);
            }

            @Override
            public void waiting(Duration time, String why) {
                bar.clear();
                err.println(why + "; trying again in " + time.toSeconds() + " s");
            }

            @Override
            public void progress(long done, long total) {
                bar.at(done, total);
            }
        };
    }

    private int said(PurchaseResult purchase) {
        return switch (purchase) {
            case PurchaseResult.Saved saved -> {
                saved(saved);
                yield ExitCodes.OK;
            }
            case PurchaseResult.TooLarge large ->
                ended("failed", "Not downloaded: ", "it has " + large.bytes() + " bytes", ExitCodes.FAILED);
            case PurchaseResult.NotPaid end -> ended("not_paid", "Not paid: ", end.why(), ExitCodes.NOT_PAID);
            case PurchaseResult.Unknown end -> ended("unknown", "Outcome unknown: ", end.why(), ExitCodes.UNKNOWN);
            case PurchaseResult.Failed end -> ended("failed", "Not downloaded: ", end.why(), ExitCodes.FAILED);
        };
    }

    private int ended(String status, String opening, String why, int code) {
        if (json) {
            ObjectNode node = JsonNodeFactory.instance.objectNode();
            out.println(node.put("status", status).put("reason", why));
        } else {
            err.println(opening + why + ".");
        }
        return code;
    }

    private void saved(PurchaseResult.Saved saved) {
        if (json) {
            out.println(asJson(saved));
            return;
        }
        out.println("saved " + saved.file() + ", " + saved.bytes() + " bytes, sha256 " + saved.sha256()
                + (saved.verified() ? " as the seller named it" : ""));
        out.println(saved.paid()
                .map(paid -> (paid.again() ? "paid before: " : "paid ") + dollars(paid.amount(), paid.network())
                        + " on "
                        + paid.network().name() + " to " + paid.payTo()
                        + paid.transaction().map(id -> ", transaction " + id).orElse(""))
                .orElse("no payment was asked for"));
    }

    private static ObjectNode asJson(PurchaseResult.Saved saved) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("status", "saved").put("file", saved.file().toString()).put("size", saved.bytes());
        node.put("sha256", saved.sha256()).put("verified", saved.verified());
        saved.paid().ifPresent(paid -> {
            ObjectNode payment = node.putObject("paid");
            payment.put("amount", paid.amount().toString()).put("price", dollars(paid.amount(), paid.network()));
            payment.put("network", paid.network().name())
                    .put("payTo", paid.payTo().toString());
            payment.put("again", paid.again());
            paid.transaction().ifPresent(id -> payment.put("transaction", id));
        });
        return node;
    }

    private static String dollars(AtomicAmount amount, Network network) {
        return "$" + amount.written(network.usdc().decimals());
    }
}
