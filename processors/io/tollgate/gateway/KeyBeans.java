package io.tollgate.gateway;

import static io.tollgate.gateway.Beans.step;

import io.tollgate.keys.KeyStep;
import io.tollgate.keys.Rewrapping;
import org.apache.camel.main.Main;

/** Builds what operators do with keys. */
final class KeyBeans {
    private KeyBeans() {}

    static void bind(Main camel, Rewrapping keys) {
        camel.bind("keys", keys);
        step(camel, "tellKeys", KeyStep.tell(keys));
        step(camel, "renewKey", KeyStep.begin(keys));
        step(camel, "rewrapKeys", KeyStep.rewrap(keys));
        step(camel, "retireKeys", KeyStep.retire(keys));
    }
}
