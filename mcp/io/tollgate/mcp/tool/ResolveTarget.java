package io.tollgate.mcp.tool;

import io.tollgate.mcp.ToolCall;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Turns the arguments into one address and one place: {@code blobId}, {@code path} or {@code url}, and
 * {@code outputPath}. Says too whose wallet would pay, which the route decides by.
 */
public final class ResolveTarget implements Processor {
    /** True in the exchange when the operator's wallet pays. */
    static final String HOUSE_PAYS = "payWithOperatorWallet";

    /** What is for sale, when nothing is named. */
    private static final String LISTING = "/items";

    private final SellerHosts hosts;
    private final String downloadPath;
    private final FileRoots roots;
    private final boolean hasWallet;

    /** @param downloadPath up to the blob's id, with its slash */
    public ResolveTarget(SellerHosts hosts, String downloadPath, FileRoots roots, boolean hasWallet) {
        this.hosts = hosts;
        this.downloadPath = downloadPath;
        this.roots = roots;
        this.hasWallet = hasWallet;
    }

    @Override
    public void process(Exchange exchange) {
        Arguments arguments = new Arguments(exchange);
        ToolCall call = ToolCall.of(exchange);
        Optional<String> output = arguments.text("outputPath");
        DownloadTarget goods = new DownloadTarget(
                arguments
                        .text("url")
                        .map(hosts::elsewhere)
                        .or(() -> arguments.text("path").map(hosts::onGateway))
                        .or(() ->
                                arguments.text("blobId").map(id -> hosts.onGateway(downloadPath + arguments.blobId())))
                        .orElseGet(() -> hosts.onGateway(LISTING)),
                output.filter(path -> call.caller().local()).map(path -> roots.writable(call.caller(), path)));
        goods.in(exchange);
        boolean paysItself = call.meta(PayWithClientWallet.PAYMENT).isPresent();
        exchange.setProperty(HOUSE_PAYS, hasWallet && call.caller().usesOperatorWallet() && !paysItself);
    }
}
