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

    /** Lines whose message has those words in it. */
    static Metric words(Construct scope, String name, LogGroup log, String words) {
        return counted(scope, name, log, FilterPattern.stringValue("$.message", "=", "*" + words + "*"));
    }

    /** Lines that one class of the gateway wrote at that level. */
    static Metric lines(Construct scope, String name, LogGroup log, String logger, String level) {
        return counted(
                scope,
                name,
                log,
                FilterPattern.all(
                        FilterPattern.stringValue("$.logger", "=", logger),
                        FilterPattern.stringValue("$.level", "=", level)));
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
