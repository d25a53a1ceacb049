package io.tollgate.app;

/** Why a gateway did not start, in one line for the operator. */
public final class StartFailure extends Exception {
    private final boolean settingAtFault;

    private StartFailure(String line, boolean settingAtFault, Throwable cause) {
        super(line, cause);
        this.settingAtFault = settingAtFault;
    }

    /** The operator has to change a setting: a port in use, a key that does not fit the database. */
    static StartFailure setting(String line, Throwable cause) {
        return new StartFailure(line, true, cause);
    }

    static StartFailure fault(String line, Throwable cause) {
        return new StartFailure(line, false, cause);
    }

    /** Exit code of the process: 2 when a setting is at fault, 1 otherwise. */
    public int exitCode() {
        return settingAtFault ? 2 : 1;
    }
}
