package io.tollgate.admin.jmx;

import io.tollgate.sealing.rotation.KeyRewrapper;
import java.util.List;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedOperation;
import org.apache.camel.api.management.ManagedResource;

/** {@code io.tollgate:type=Keys}: which key-encryption key wraps, by its fingerprint. No key is shown. */
@ManagedResource(description = "The key that wraps all other keys")
public final class ManagedKeys {
    private final KeyRewrapper keys;

    public ManagedKeys(KeyRewrapper keys) {
        this.keys = keys;
    }

    @ManagedAttribute(description = "Fingerprint of the key that wraps now")
    public String getCurrent() {
        return keys.standing().current();
    }

    @ManagedAttribute(description = "Fingerprints of the keys whose work can be unwrapped")
    public List<String> getAccepted() {
        return keys.standing().accepted().stream().sorted().toList();
    }

    @ManagedAttribute(description = "Keys that an older key-encryption key has wrapped")
    public long getLeft() {
        return keys.standing().left();
    }

    @ManagedOperation(description = "Reads the key file again, after another gateway with the same file has changed it")
    public boolean reload() {
        return keys.reload();
    }
}
