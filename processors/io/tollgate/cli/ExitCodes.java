package io.tollgate.cli;

/** What a command's exit code tells a script. The README lists them. */
public final class ExitCodes {
    public static final int OK = 0;
    /** It was tried and went wrong. */
    public static final int FAILED = 1;
    /** The command line or a setting is wrong; nothing was tried. */
    public static final int USAGE = 2;
    /** Nothing was paid: the price is over the limit, the terms cannot be met, or the seller refused the payment. */
    public static final int NOT_PAID = 3;
    /** A payment was sent and its outcome is unknown. Running the command again presents the same one. */
    public static final int UNKNOWN = 4;

    private ExitCodes() {}
}
