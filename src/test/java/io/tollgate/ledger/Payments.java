package io.tollgate.ledger;

import io.tollgate.x402.money.Address;
import io.tollgate.x402.money.AtomicAmount;
import io.tollgate.x402.money.Bytes32;
import io.tollgate.x402.money.ChainId;
import io.tollgate.x402.money.UnixTime;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Payments to present; a test says only what it varies. */
public final class Payments {
    public static final Address ASSET = new Address("0x036CbD53842c5426634e7929541eC2318f3dCF7e");
    public static final Address PAYER = new Address("0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266");
    public static final Address PAY_TO = new Address("0x70997970C51812dc3A010C7d01b50e0d17dc79C8");
    public static final Bytes32 TRANSACTION = number(0x7a);
    public static final Bytes32 OTHER_TRANSACTION = number(0x7b);

    private Payments() {}

    public static Bytes32 number(int n) {
        return new Bytes32("0x" + String.format("%064x", n));
    }

    public static PresentedPayment v1(int nonce) {
        return payment(nonce, number(nonce + 1_000_000), signature("aa"), 1, "item_a", Optional.empty());
    }

    public static PresentedPayment v2(int nonce, String quote) {
        return payment(nonce, number(nonce + 1_000_000), signature("aa"), 2, "item_a", Optional.of(quote));
    }

    public static PresentedPayment forItem(PresentedPayment payment, String itemId) {
        return payment(
                number(payment), payment.digest(), payment.signature(), payment.version(), itemId, payment.quote());
    }

    public static PresentedPayment withDigest(PresentedPayment payment, Bytes32 digest) {
        return payment(
                number(payment), digest, payment.signature(), payment.version(), payment.itemId(), payment.quote());
    }

    public static PresentedPayment signed(PresentedPayment payment, String signature) {
        return payment(
                number(payment), payment.digest(), signature, payment.version(), payment.itemId(), payment.quote());
    }

    public static PresentedPayment asV1(PresentedPayment payment) {
        return payment(number(payment), payment.digest(), payment.signature(), 1, payment.itemId(), Optional.empty());
    }

    public static String signature(String byteOfIt) {
        return "0x" + byteOfIt.repeat(65);
    }

    private static int number(PresentedPayment payment) {
        return Integer.parseInt(payment.key().nonce().hex().substring(58), 16);
    }

    private static PresentedPayment payment(
            int nonce, Bytes32 digest, String signature, int version, String itemId, Optional<String> quote) {
        return new PresentedPayment(
                new PaymentKey(new ChainId(84532), ASSET, PAYER, number(nonce)),
                digest,
                signature,
                version,
                itemId,
                AtomicAmount.parse("10000"),
                PAY_TO,
                UnixTime.parse("1772367000"),
                quote,
                ("{\"x402Version\":" + version + ",\"nonce\":" + nonce + ",\"signature\":\"" + signature + "\"}")
                        .getBytes(StandardCharsets.UTF_8));
    }
}
