package io.tollgate.admin.jmx;

import io.tollgate.admin.GatewayState;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedOperation;
import org.apache.camel.api.management.ManagedResource;

/** {@code io.tollgate:type=Gateway}: the gateway as a whole. */
@ManagedResource(description = "This gateway")
public final class ManagedGateway {
    private final GatewayState state;
    private final About about;

    /**
     * Facts that do not change while the gateway runs.
     *
     * @param mode serve or dev
     */
    public record About(String version, String mode, String publicUrl) {}

    public ManagedGateway(GatewayState state, About about) {
        this.state = state;
        this.about = about;
    }

    @ManagedAttribute(description = "Version of Tollgate")
    public String getVersion() {
        return about.version();
    }

    @ManagedAttribute(description = "serve or dev")
    public String getMode() {
        return about.mode();
    }

    @ManagedAttribute(description = "Address that buyers use")
    public String getPublicUrl() {
        return about.publicUrl();
    }

    @ManagedAttribute(description = "Seconds since it started")
    public long getUptimeSeconds() {
        return state.uptime().toSeconds();
    }

    @ManagedAttribute(description = "True while new requests are taken")
    public boolean isServing() {
        return state.serving();
    }

    @ManagedOperation(
            description =
                    "Refuses new requests and reports not ready; requests in flight continue, and the process keeps running")
    public void drain() {
        state.drain();
    }

    @ManagedOperation(description = "Takes new requests again after a drain")
    public void reopen() {
        state.serve();
    }
}
