package io.tollgate.app;

import io.tollgate.sale.events.LambdaClients;
import io.tollgate.sale.events.MakeInvocation;
import io.tollgate.sale.events.ReadInvocation;
import io.tollgate.settings.Settings;

/** Builds the steps that send events about sales to a Lambda function, when one is configured. */
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
