package io.tollgate.infra;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.elasticloadbalancingv2.HttpCodeElb;
import software.amazon.awscdk.services.elasticloadbalancingv2.HttpCodeTarget;
import software.constructs.Construct;

/** The metrics behind alarms and dashboard: those of AWS, and counts of log events that need an operator. */
record OperationalMetrics(
        IMetric serverErrors,
        IMetric responseTimeP99,
        IMetric requests,
        IMetric unhealthyTasks,
        IMetric functionErrors,
        IMetric functionThrottles,
        IMetric unknownSettlements,
        IMetric givenUpMessages,
        IMetric expiringItems,
        IMetric walletLow) {

    static OperationalMetrics create(Construct scope, LoadBalancer loadBalancer, Service service, McpFunction mcp) {
        MetricOptions sum = options("Sum");
        return new OperationalMetrics(
                MathExpression.Builder.create()
                        .expression("gateway + balancer")
                        .label("5xx")
                        .usingMetrics(new TreeMap<>(Map.of(
                                "gateway",
                                service.targets().getMetrics().httpCodeTarget(HttpCodeTarget.TARGET_5XX_COUNT, sum),
                                "balancer",
                                loadBalancer.alb().getMetrics().httpCodeElb(HttpCodeElb.ELB_5XX_COUNT, sum))))
                        .period(Duration.minutes(5))
                        .build(),
                service.targets().getMetrics().targetResponseTime(options("p99")),
                loadBalancer.alb().getMetrics().requestCount(sum),
                service.targets().getMetrics().unhealthyHostCount(options("Maximum")),
                mcp.live().metricErrors(sum),
                mcp.live().metricThrottles(sum),
                LogMetric.event(scope, "UnknownSettlements", service.log(), "settlement.stale"),
                LogMetric.event(scope, "GivenUpMessages", service.log(), "outbox.abandoned"),
                LogMetric.event(scope, "ExpiringItems", service.log(), "items.expiring"),
                LogMetric.event(scope, "WalletLow", mcp.log(), "wallet.low"));
    }

    /** The metrics that are counted from log events. */
    List<IMetric> logEvents() {
        return List.of(unknownSettlements, givenUpMessages, expiringItems, walletLow);
    }

    private static MetricOptions options(String statistic) {
        return MetricOptions.builder()
                .statistic(statistic)
                .period(Duration.minutes(5))
                .build();
    }
}
