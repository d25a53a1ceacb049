package io.tollgate.cli;

import io.tollgate.settings.Mode;
import io.tollgate.settings.Settings;
import java.util.Optional;

/** Starts gateways. The commands know no more of one than this, so that those without a gateway load none of it. */
@FunctionalInterface
public interface GatewayLauncher {
    /** Returns when the gateway serves. */
    Running start(Settings settings, Mode mode) throws NotStarted;

    /** A gateway that serves. */
    interface Running extends AutoCloseable {
        int port();

        /** Where operators reach it. */
        Console console();

        void awaitStop() throws InterruptedException;

        /** Takes nothing new, lets what is in flight finish within the drain time, and stops. */
        @Override
        void close();
    }

    /**
     * The operators' side of a gateway.
     *
     * @param user            who may log in there; empty: no one
     * @param oneTimePassword made for this run; empty where the operator chose one
     */
    record Console(int port, Optional<String> user, Optional<String> oneTimePassword) {}

    /** Why there is no gateway: one line for the operator, and the exit code of the process. */
    final class NotStarted extends Exception {
        private final int exitCode;

        public NotStarted(String line, int exitCode, Throwable cause) {
            super(line, cause);
            this.exitCode = exitCode;
        }

        public int exitCode() {
            return exitCode;
        }
    }
}
