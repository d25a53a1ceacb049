package io.tollgate.app;

import static io.tollgate.app.GatewayWiring.step;

import io.tollgate.sealing.rotation.KeyRewrapper;
import io.tollgate.sealing.rotation.KeyStep;
import org.apache.camel.main.Main;

/** Builds what operators do with keys. */
final class KeyBeans {
    private KeyBeans() {}

    static void bind(Main camel, KeyRewrapper keys) {
        camel.bind("keys", keys);
        step(camel, "showEncryptionKeys", KeyStep.tell(keys));
        step(camel, "renewKey", KeyStep.begin(keys));
        step(camel, "rewrapKeys", KeyStep.rewrap(keys));
        step(camel, "retireKeys", KeyStep.retire(keys));
    }
}
