package io.tollgate.cli;

import io.tollgate.admin.OperatorLogin;
import io.tollgate.app.Gateway;
import io.tollgate.app.StartFailure;
import io.tollgate.settings.Mode;
import io.tollgate.settings.Settings;
import java.util.concurrent.atomic.AtomicBoolean;

/** The gateway as the commands see it. Only a command that serves loads this class, and Camel with it. */
final class CamelGateway implements GatewayLauncher.Running {
    private final Gateway gateway;
    private final AtomicBoolean closing = new AtomicBoolean();

    private CamelGateway(Gateway gateway) {
        this.gateway = gateway;
    }

    static GatewayLauncher.Running start(Settings settings, Mode mode) throws GatewayLauncher.NotStarted {
        try {
            return new CamelGateway(Gateway.start(settings, mode));
        } catch (StartFailure e) {
            throw new GatewayLauncher.NotStarted(e.getMessage(), e.exitCode(), e);
        }
    }

    @Override
    public int port() {
        return gateway.port();
    }

    @Override
    public GatewayLauncher.Console console() {
        return new GatewayLauncher.Console(
                gateway.managementPort(),
                gateway.operator().map(OperatorLogin::user),
                gateway.operator().flatMap(OperatorLogin::oneTimePassword));
    }

    @Override
    public void awaitStop() throws InterruptedException {
        gateway.awaitStop();
    }

    /** Once; the end of a command and the end of the process may both ask for it. */
    @Override
    public void close() {
        if (closing.compareAndSet(false, true)) {
            gateway.close();
        }
    }
}
