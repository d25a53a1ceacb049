package io.tollgate.x402.protocol;

/** A payment header that cannot be understood. The message is short and safe to show to the client. */
public final class MalformedPayment extends Exception {
    public MalformedPayment(String message) {
        super(message, null, false, false);
    }
}
