package io.tollgate.app;

import io.tollgate.sale.events.LambdaClients;
import io.tollgate.sale.events.MakeInvocation;
import io.tollgate.sale.events.ReadInvocation;
import io.tollgate.settings.Settings;
import org.apache.camel.main.Main;

/** The steps that tell a Lambda function of sales; there are none when no function is set. */
final class HookBeans {
    private HookBeans() {}

    static void bind(Main camel, Settings settings) {
        settings.payment().settlementHook().ifPresent(function -> {
            camel.bind("awsLambda", LambdaClients.open(settings.payment().awsEndpoint()));
            GatewayWiring.step(camel, "makeInvocation", new MakeInvocation(function));
            GatewayWiring.step(camel, "readInvocation", new ReadInvocation());
        });
    }
}
