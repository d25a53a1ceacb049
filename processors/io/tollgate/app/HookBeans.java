package io.tollgate.app;

import io.tollgate.sale.events.LambdaClients;
import io.tollgate.sale.events.MakeInvocation;
import io.tollgate.sale.events.ReadInvocation;
import io.tollgate.settings.Settings;

/** The steps that tell a Lambda function of sales; there are none when no function is set. */
final class HookBeans {
    private HookBeans() {}

    static void bind(Steps steps, Settings settings) {
        settings.payment().settlementHook().ifPresent(function -> {
            steps.bean("awsLambda", LambdaClients.open(settings.payment().awsEndpoint()));
            steps.add("makeInvocation", new MakeInvocation(function));
            steps.add("readInvocation", new ReadInvocation());
        });
    }
}
