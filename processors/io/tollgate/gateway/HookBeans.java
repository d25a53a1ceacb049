package io.tollgate.gateway;

import io.tollgate.hook.LambdaClients;
import io.tollgate.hook.MakeInvocation;
import io.tollgate.hook.ReadInvocation;
import io.tollgate.settings.Settings;
import org.apache.camel.main.Main;

/** The steps that tell a Lambda function of sales; there are none when no function is set. */
final class HookBeans {
    private HookBeans() {}

    static void bind(Main camel, Settings settings) {
        settings.payment().settlementHook().ifPresent(function -> {
            camel.bind("awsLambda", LambdaClients.open(settings.payment().awsEndpoint()));
            Beans.step(camel, "makeInvocation", new MakeInvocation(function));
            Beans.step(camel, "readInvocation", new ReadInvocation());
        });
    }
}
