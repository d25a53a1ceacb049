package io.tollgate.admin.jmx;

import io.tollgate.sealing.rotation.KeyRewrapper;
import java.util.List;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedOperation;
import org.apache.camel.api.management.ManagedResource;

/** {@code io.tollgate:type=Keys}: fingerprints of key-encryption keys. No key is shown. */
@ManagedResource(description = "The key that wraps all other keys")
public final class ManagedKeys {
    private final KeyRewrapper keys;

    public ManagedKeys(KeyRewrapper keys) {
        this.keys = keys;
    }

    @ManagedAttribute(description = "Fingerprint of the key that wraps new keys")
    public String getCurrent() {
        return keys.status().current();
    }

    @ManagedAttribute(description = "Fingerprints of the keys that can unwrap")
    public List<String> getAccepted() {
        return keys.status().accepted().stream().sorted().toList();
    }

    @ManagedAttribute(description = "Keys that are wrapped by an older key-encryption key")
    public long getLeft() {
        return keys.status().remaining();
    }

    @ManagedOperation(description = "Reads the key file again, after another gateway has changed it")
    public boolean reload() {
        return keys.reload();
    }
}
