package io.tollgate.infra;

import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.logs.FilterPattern;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.MetricFilter;
import software.constructs.Construct;

/** Counts log events with a metric filter of CloudWatch, which needs neither an agent nor a sidecar. */
final class LogMetric {
    private static final String NAMESPACE = "Tollgate";

    private LogMetric() {}

    /** Counts the lines of a JSON log whose field {@code event} has this value. */
    static Metric event(Construct scope, String name, LogGroup log, String event) {
        return MetricFilter.Builder.create(scope, name)
                .logGroup(log)
                .filterPattern(FilterPattern.stringValue("$.event", "=", event))
                .metricNamespace(NAMESPACE)
                .metricName(name)
                .metricValue("1")
                .defaultValue(0)
                .build()
                .metric(MetricOptions.builder()
                        .statistic("Sum")
                        .period(Duration.minutes(5))
                        .build());
    }
}
