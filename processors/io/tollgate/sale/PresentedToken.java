package io.tollgate.sale;

/**
 * A download token as a request shows it.
 *
 * @param inAddress true when it stands in the address, where only the short-lived kind is taken
 */
record PresentedToken(String text, boolean inAddress) {
    /** Without the token. */
    @Override
    public String toString() {
        return inAddress ? "PresentedToken[in the address]" : "PresentedToken[in a header]";
    }
}
