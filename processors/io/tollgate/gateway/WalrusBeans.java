package io.tollgate.gateway;

import static io.tollgate.gateway.Beans.step;

import io.tollgate.walrus.AskAggregator;
import io.tollgate.walrus.LayOutPublication;
import io.tollgate.walrus.ReadAggregatorAnswer;
import io.tollgate.walrus.ReadPublisherAnswer;
import org.apache.camel.main.Main;

/** Builds the steps of the calls to Walrus. */
final class WalrusBeans {
    private WalrusBeans() {}

    static void bind(Main camel) {
        step(camel, "layOutPublication", new LayOutPublication());
        step(camel, "readPublisherAnswer", new ReadPublisherAnswer());
        step(camel, "askAggregator", new AskAggregator());
        step(camel, "readAggregatorAnswer", new ReadAggregatorAnswer());
    }
}
