package io.tollgate.mcp.tool;

import io.tollgate.mcp.ToolCall;
import io.tollgate.mcp.ToolFailure;
import io.tollgate.mcp.ToolResult;
import io.tollgate.mcp.wallet.CallPolicy;
import io.tollgate.mcp.wallet.LowBalanceMonitor;
import io.tollgate.mcp.wallet.OperatorWallet;
import io.tollgate.mcp.wallet.PurchaseName;
import io.tollgate.payer.PayingClient;
import io.tollgate.payer.PurchaseListener;
import io.tollgate.payer.PurchaseRequest;
import io.tollgate.payer.PurchaseResult;
import io.tollgate.x402.money.AtomicAmount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Gets a file with the operator's wallet, within its rules: at most one payment for one purchase, whatever the seller says. */
public final class PayWithOperatorWallet implements Processor {
    /** Bytes that go into an answer; a larger file is a link, or goes to the disk. */
    static final int LARGEST_INLINE = 256 * 1024;

    private static final long LARGEST_ON_DISK = 64L * 1024 * 1024 * 1024;

    private final OperatorWallet wallet;
    private final PayingClient payer;
    private final Path staging;
    private final LowBalanceMonitor watch;

    /** @param staging a folder for what goes into answers; it may be new each time */
    public PayWithOperatorWallet(OperatorWallet wallet, PayingClient payer, Path staging, LowBalanceMonitor watch) {
        this.wallet = wallet;
        this.payer = payer;
        this.staging = staging;
        this.watch = watch;
    }

    @Override
    public void process(Exchange exchange) throws IOException, InterruptedException {
        Arguments arguments = new Arguments(exchange);
        ToolCall call = ToolCall.of(exchange);
        DownloadTarget goods = DownloadTarget.of(exchange);
        PurchaseName purchase = wallet.name(call.caller().name(), goods.url(), arguments.text("purchaseId"));
        if (!wallet.begin(purchase)) {
            throw ToolFailure.of("in_progress", "this purchase is being made already; wait for that call to end");
        }
        try {
            exchange.getMessage().setBody(buy(call, goods, purchase, arguments));
        } finally {
            wallet.end(purchase);
            watch.lookSoon();
        }
    }

    private ToolResult buy(ToolCall call, DownloadTarget goods, PurchaseName purchase, Arguments arguments)
            throws IOException, InterruptedException {
        PaymentApproval asking = new PaymentApproval(wallet, call, arguments.text("confirm"));
        CallPolicy policy = wallet.policy(purchase, call.caller().perDay(), arguments.price("maxPrice"), asking::given);
        boolean inline = goods.output().isEmpty();
        Path place = goods.output().orElse(staging.resolve(purchase.id()));
        if (inline) {
            Files.createDirectories(staging);
        }
        AtomicAmount any = AtomicAmount.parse("79228162514264337593543950335");
        PurchaseRequest order =
                new PurchaseRequest(goods.url(), place, any, inline ? LARGEST_INLINE : LARGEST_ON_DISK, true);
        PurchaseResult end = payer.buy(order, wallet.memory(purchase), policy, listener(call));
        note(purchase, end);
        if (policy.unapproved().isPresent()) {
            return asking.ask(policy.unapproved().get());
        }
        DownloadResult bought = new DownloadResult(goods.url(), purchase.id());
        return switch (end) {
            case PurchaseResult.Saved saved -> inline ? bought.inline(saved) : bought.saved(saved);
            case PurchaseResult.TooLarge large -> bought.link(large);
            case PurchaseResult.NotPaid notPaid -> throw failed("not_paid", notPaid.why(), purchase);
            case PurchaseResult.Unknown unknown -> throw failed("outcome_unknown", unknown.why(), purchase);
            case PurchaseResult.Failed failed -> throw failed("not_downloaded", failed.why(), purchase);
        };
    }

    private static ToolFailure failed(String code, String why, PurchaseName purchase) {
        return ToolFailure.of(code, why).with("purchase", purchase.id());
    }

    private void note(PurchaseName purchase, PurchaseResult end) {
        Optional<String> detail = switch (end) {
            case PurchaseResult.Saved saved ->
                saved.paid()
                        .map(paid -> "sha256 " + saved.sha256() + ", " + saved.bytes() + " bytes, transaction "
                                + paid.transaction().orElse("not told"));
            case PurchaseResult.TooLarge large ->
                large.paid()
                        .map(paid -> "a link, transaction " + paid.transaction().orElse("not told"));
            case PurchaseResult.NotPaid end1 -> Optional.of(end1.why());
            case PurchaseResult.Unknown end1 -> Optional.of(end1.why());
            case PurchaseResult.Failed end1 -> Optional.of(end1.why());
        };
        String event = switch (end) {
            case PurchaseResult.Saved saved -> "delivered";
            case PurchaseResult.TooLarge large -> "delivered";
            case PurchaseResult.NotPaid notPaid -> "not_paid";
            case PurchaseResult.Unknown unknown -> "unknown";
            case PurchaseResult.Failed failed -> "failed";
        };
        detail.ifPresent(text -> wallet.books().audit().note(purchase, event, text));
    }

    private static PurchaseListener listener(ToolCall call) {
        return new PurchaseListener() {
            @Override
            public void progress(long done, long total) {
                call.progress().at(done, total, "received " + done + " bytes");
            }
        };
    }
}
