package io.tollgate.x402.protocol;

import java.util.List;

/**
 * The HTTP headers of a sale: those of x402 v1 and v2 and of its sign-in extension, and Tollgate's own. Every class that
 * reads, writes, allows or hides one of them takes its name from here.
 */
public final class Headers {
    /** A payment, x402 v2. */
    public static final String PAYMENT_SIGNATURE = "PAYMENT-SIGNATURE";

    /** A payment, x402 v1. */
    public static final String X_PAYMENT = "X-PAYMENT";

    /** A signed sign-in (extension sign-in-with-x). */
    public static final String SIGN_IN_WITH_X = "SIGN-IN-WITH-X";

    /** Terms of a 402, x402 v2. */
    public static final String PAYMENT_REQUIRED = "PAYMENT-REQUIRED";

    /** Receipt, x402 v2. */
    public static final String PAYMENT_RESPONSE = "PAYMENT-RESPONSE";

    /** Receipt, x402 v1. */
    public static final String X_PAYMENT_RESPONSE = "X-PAYMENT-RESPONSE";

    /** A download token, in an answer and in later requests. */
    public static final String DOWNLOAD_TOKEN = "Tollgate-Download-Token";

    /** A link with a token that is valid for minutes. */
    public static final String DOWNLOAD_LINK = "Tollgate-Download-Link";

    /** Address of the receipt. */
    public static final String RECEIPT = "Tollgate-Receipt";

    /** SHA-256 of the whole file, in hexadecimal. */
    public static final String SHA256 = "Tollgate-Sha256";

    /** What carries a payment, the best version first. */
    public static final List<String> PAYMENTS = List.of(PAYMENT_SIGNATURE, X_PAYMENT);

    /** What may show that a request is entitled to a file, or pays for it. */
    public static final List<String> CREDENTIALS =
            List.of(PAYMENT_SIGNATURE, X_PAYMENT, SIGN_IN_WITH_X, DOWNLOAD_TOKEN, "Authorization");

    /** What a script of another origin must be able to read in an answer. */
    public static final List<String> ANSWERS =
            List.of(PAYMENT_REQUIRED, PAYMENT_RESPONSE, X_PAYMENT_RESPONSE, DOWNLOAD_TOKEN, DOWNLOAD_LINK, RECEIPT);

    private Headers() {}
}
