package io.tollgate.operations.jmx;

import io.tollgate.operations.Lifecycle;
import java.time.Duration;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedOperation;
import org.apache.camel.api.management.ManagedResource;

/** {@code io.tollgate:type=Gateway}: the gateway as a whole. */
@ManagedResource(description = "This gateway")
public final class ManagedGateway {
    private final Lifecycle lifecycle;

    public ManagedGateway(Lifecycle lifecycle) {
        this.lifecycle = lifecycle;
    }

    @ManagedAttribute(description = "Version of Tollgate")
    public String getVersion() {
        return lifecycle.version();
    }

    @ManagedAttribute(description = "serve or dev")
    public String getMode() {
        return lifecycle.mode();
    }

    @ManagedAttribute(description = "Address buyers reach it at")
    public String getPublicUrl() {
        return lifecycle.publicUrl();
    }

    @ManagedAttribute(description = "Seconds since it started to serve")
    public long getUptimeSeconds() {
        return Duration.between(lifecycle.since(), lifecycle.now()).toSeconds();
    }

    @ManagedAttribute(description = "True while new requests are taken")
    public boolean isServing() {
        return lifecycle.serving();
    }

    @ManagedOperation(
            description = "Takes no new requests and tells probes so; what is in flight goes on, the process stays")
    public void drain() {
        lifecycle.drain();
    }

    @ManagedOperation(description = "Takes new requests again after a drain")
    public void reopen() {
        lifecycle.reopen();
    }

    @ManagedOperation(description = "Reads the key-encryption key again, after its file was replaced or extended")
    public String reloadKeys() {
        return lifecycle.reloadKeys();
    }
}
