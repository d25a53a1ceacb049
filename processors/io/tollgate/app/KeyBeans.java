package io.tollgate.app;

import io.tollgate.sealing.rotation.KeyRewrapper;
import io.tollgate.sealing.rotation.KeyStep;

/** Builds the steps by which operators rotate the key-encryption key. */
final class KeyBeans {
    private KeyBeans() {}

    static void bind(Steps steps, KeyRewrapper keys) {
        steps.add("showEncryptionKeys", KeyStep.show(keys));
        steps.add("renewKey", KeyStep.begin(keys));
        steps.add("rewrapKeys", KeyStep.rewrap(keys));
        steps.add("retireKeys", KeyStep.retire(keys));
    }
}
