package io.tollgate.sale;

import io.tollgate.ledger.Ledger;
import io.tollgate.sale.entitlement.DownloadTokens;
import io.tollgate.sale.entitlement.DownloadTokens.Kind;
import io.tollgate.sale.entitlement.DownloadTokens.Opened;
import java.time.Clock;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Follows a download token to the entitlement behind it. One that is not good is passed over: what else the request
 * brings decides then, and when it brings nothing, the 402 says why the token did not do.
 */
public final class OpenDownloadToken implements Processor {
    private static final String INVALID = "invalid_download_token";
    private static final String OVER = "expired_download_token";

    private final DownloadTokens tokens;
    private final Ledger ledger;
    private final Clock clock;

    public OpenDownloadToken(DownloadTokens tokens, Ledger ledger, Clock clock) {
        this.tokens = tokens;
        this.ledger = ledger;
        this.clock = clock;
    }

    @Override
    public void process(Exchange exchange) {
        SaleContext sale = SaleContext.of(exchange);
        if (sale.token.inAddress()) {
            sale.request.response().putHeader("Referrer-Policy", "no-referrer");
        }
        tokens.open(sale.token.text(), sale.item.id())
                .filter(opened -> opened.kind() == Kind.LINK || !sale.token.inAddress())
                .ifPresentOrElse(opened -> entitle(sale, opened), () -> sale.ignoredSignIn = INVALID);
    }

    private void entitle(SaleContext sale, Opened opened) {
        if (clock.instant().isBefore(opened.until())) {
            sale.entitlement = ledger.entitlement(opened.receiptId())
                    .filter(found -> found.itemId().equals(sale.item.id()))
                    .orElse(null);
        }
        if (sale.entitlement == null) {
            sale.ignoredSignIn = OVER;
        }
    }
}
