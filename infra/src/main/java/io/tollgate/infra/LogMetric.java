package io.tollgate.infra;

import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.logs.FilterPattern;
import software.amazon.awscdk.services.logs.IFilterPattern;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.MetricFilter;
import software.constructs.Construct;

/** Counts lines of a JSON log in CloudWatch: no agent, no sidecar, and the alarm's reason stands in the log. */
final class LogMetric {
    private static final String NAMESPACE = "Tollgate";

    private LogMetric() {}

    /** Lines with that name in their field {@code event}. */
    static Metric event(Construct scope, String name, LogGroup log, String event) {
        return counted(scope, name, log, FilterPattern.stringValue("$.event", "=", event));
    }

    private static Metric counted(Construct scope, String name, LogGroup log, IFilterPattern pattern) {
        return MetricFilter.Builder.create(scope, name)
                .logGroup(log)
                .filterPattern(pattern)
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
