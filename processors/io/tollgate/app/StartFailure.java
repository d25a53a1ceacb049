package io.tollgate.app;

/** A process did not start; the message is one line for the operator. */
public final class StartFailure extends Exception {
    private final boolean badSetting;

    private StartFailure(String line, boolean badSetting, Throwable cause) {
        super(line, cause);
        this.badSetting = badSetting;
    }

    /** The operator has to change a setting: a port in use, a key that does not match the database. */
    static StartFailure setting(String line, Throwable cause) {
        return new StartFailure(line, true, cause);
    }

    static StartFailure fault(String line, Throwable cause) {
        return new StartFailure(line, false, cause);
    }

    /** Exit code of the process: 2 when a setting is wrong, 1 otherwise. */
    public int exitCode() {
        return badSetting ? 2 : 1;
    }
}
