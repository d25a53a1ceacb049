package io.tollgate.payer;

import io.tollgate.x402.money.Address;
import io.tollgate.x402.money.AtomicAmount;
import io.tollgate.x402.money.ChainId;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;

/** A stored payment as text, for a file or a column. Anyone who has it can present the payment. */
public final class StoredPaymentCodec {
    private StoredPaymentCodec() {}

    /** @throws IllegalArgumentException when it is no payment */
    public static StoredPayment read(String text) {
        Properties kept = new Properties();
        try {
            kept.load(new StringReader(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new StoredPayment(
                URI.create(required(kept, "url")),
                required(kept, "header"),
                required(kept, "value"),
                AtomicAmount.parse(kept.getProperty("amount")),
                ChainId.parse(kept.getProperty("network")),
                Address.parse(kept.getProperty("payTo")),
                Instant.parse(required(kept, "validBefore")),
                StoredPayment.State.valueOf(required(kept, "state")),
                Optional.ofNullable(kept.getProperty("token")),
                Optional.ofNullable(kept.getProperty("etag")));
    }

    private static String required(Properties kept, String name) {
        String value = kept.getProperty(name);
        if (value == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return value;
    }

    public static String write(StoredPayment payment) {
        Properties kept = new Properties();
        kept.setProperty("url", payment.url().toString());
        kept.setProperty("header", payment.headerName());
        kept.setProperty("value", payment.headerValue());
        kept.setProperty("amount", payment.amount().toString());
        kept.setProperty("network", payment.chain().caip2());
        kept.setProperty("payTo", payment.payTo().toString());
        kept.setProperty("validBefore", payment.validBefore().toString());
        kept.setProperty("state", payment.state().name());
        payment.token().ifPresent(token -> kept.setProperty("token", token));
        payment.etag().ifPresent(etag -> kept.setProperty("etag", etag));
        StringWriter text = new StringWriter();
        try {
            kept.store(
                    text,
                    "A signed payment. Anyone who has this file can present it; it is deleted once the download is complete.");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
