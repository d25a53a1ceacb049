package io.tollgate.command;

import io.tollgate.gateway.Gateway;
import io.tollgate.gateway.StartFailure;
import io.tollgate.settings.Mode;
import io.tollgate.settings.Settings;

/** Starts the real gateway, Camel and all; loaded only by a command that has one. */
final class CamelGateway implements GatewayLauncher {
    @Override
    public Running start(Settings settings, Mode mode) throws NotStarted {
        try {
            return running(Gateway.start(settings, mode));
        } catch (StartFailure e) {
            throw new NotStarted(e.getMessage(), e.exitCode(), e);
        }
    }

    private static Running running(Gateway gateway) {
        return new Running() {
            @Override
            public int port() {
                return gateway.port();
            }

            @Override
            public void awaitStop() throws InterruptedException {
                gateway.awaitStop();
            }

            @Override
            public void close() {
                gateway.close();
            }
        };
    }
}
