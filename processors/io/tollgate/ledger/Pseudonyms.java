package io.tollgate.ledger;

import static java.util.Objects.requireNonNull;

import io.tollgate.x402.money.Address;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/**
 * What stands in the ledger in place of a buyer who was forgotten: keyed hashes, from which only the gateway's
 * key finds the wallet, and by which the same payment is known again all the same. The nonce is replaced like the
 * address, because the chain publishes both side by side.
 */
public final class Pseudonyms {
    private static final String MARK = "#";
    private static final int PAYER_DIGITS = 40;

    private final SecretKey key;

    /** @param key HMAC-SHA256; it must never change, or payments that were forgotten are not known again */
    public Pseudonyms(SecretKey key) {
        this.key = requireNonNull(key, "key must not be null");
    }

    /** The same for every payment of one wallet. */
    String payer(Address payer) {
        return MARK + hash("payer/" + payer.lowerCase()).substring(0, PAYER_DIGITS);
    }

    String nonce(PaymentKey payment) {
        return MARK
                + hash(String.join(
                        "/",
                        "nonce",
                        payment.chain().caip2(),
                        payment.asset().lowerCase(),
                        payment.payer().lowerCase(),
                        payment.nonce().hex()));
    }

    private String hash(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA256 is missing in this Java runtime", e);
        }
    }
}
