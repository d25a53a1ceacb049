package io.tollgate.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.assertions.Template;

/** The alarms, and that each has a metric that something emits. */
class AlarmsTest {
    private static Template template;

    @BeforeAll
    static void synthesize() {
        template = Synthesis.of(Map.of()).deployment();
    }

    @ParameterizedTest
    @CsvSource({
        "Slow, AWS/ApplicationELB, TargetResponseTime, p99, 5, 3",
        "UnhealthyTasks, AWS/ApplicationELB, UnHealthyHostCount, Maximum, 0, 2",
        "FunctionErrors, AWS/Lambda, Errors, Sum, 0, 1",
        "FunctionThrottles, AWS/Lambda, Throttles, Sum, 0, 1",
        "UnknownSettlements, Tollgate, UnknownSettlements, Sum, 0, 1",
        "GivenUpMessages, Tollgate, GivenUpMessages, Sum, 0, 1",
        "ExpiringItems, Tollgate, ExpiringItems, Sum, 0, 1",
        "WalletLow, Tollgate, WalletLow, Sum, 0, 1"
    })
    void everyAlarmHasItsMetricAndThreshold(
            String name, String namespace, String metric, String statistic, int threshold, int periods) {
        boolean percentile = statistic.startsWith("p");
        template.hasResourceProperties(
                "AWS::CloudWatch::Alarm",
                Map.of(
                        "AlarmName",
                        "x402-" + name,
                        "Namespace",
                        namespace,
                        "MetricName",
                        metric,
                        percentile ? "ExtendedStatistic" : "Statistic",
                        statistic,
                        "Period",
                        300,
                        "Threshold",
                        threshold,
                        "EvaluationPeriods",
                        periods,
                        "ComparisonOperator",
                        "GreaterThanThreshold",
                        "TreatMissingData",
                        "notBreaching"));
    }

    @Test
    void errorsOfGatewayAndLoadBalancerAreAdded() {
        Map<String, Object> alarm = Json.properties(template, "AWS::CloudWatch::Alarm")
                .filter(each -> each.get("AlarmName").equals("x402-ServerErrors"))
                .findFirst()
                .orElseThrow();

        assertThat(alarm.get("Threshold")).hasToString("5");
        assertThat(alarm.get("Metrics").toString())
                .contains("HTTPCode_Target_5XX_Count", "HTTPCode_ELB_5XX_Count", "Expression=gateway + balancer");
    }

    @Test
    void everyMetricOfTollgateIsCountedFromALog() {
        Set<String> counted = Json.properties(template, "AWS::Logs::MetricFilter")
                .map(filter -> Json.maps(filter.get("MetricTransformations")).getFirst())
                .filter(metric -> metric.get("MetricNamespace").equals("Tollgate"))
                .map(metric -> metric.get("MetricName").toString())
                .collect(Collectors.toSet());

        Set<String> alarmed = Json.properties(template, "AWS::CloudWatch::Alarm")
                .filter(alarm -> "Tollgate".equals(alarm.get("Namespace")))
                .map(alarm -> alarm.get("MetricName").toString())
                .collect(Collectors.toSet());
        assertThat(alarmed).hasSize(4).isEqualTo(counted);
        template.hasResourceProperties(
                "AWS::Logs::MetricFilter",
                Map.of(
                        "LogGroupName",
                        Map.of("Ref", Match.stringLikeRegexp("McpLog.*")),
                        "MetricTransformations",
                        List.of(Match.objectLike(Map.of("MetricName", "WalletLow")))));
    }

    @Test
    void theDashboardShowsTheMetricsOfTheAlarms() {
        String body = Json.properties(template, "AWS::CloudWatch::Dashboard")
                .map(dashboard -> dashboard.get("DashboardBody").toString())
                .findFirst()
                .orElseThrow();

        assertThat(body)
                .contains("HTTPCode_Target_5XX_Count", "TargetResponseTime", "UnHealthyHostCount", "RequestCount")
                .contains("UnknownSettlements", "GivenUpMessages", "ExpiringItems", "WalletLow")
                .contains("ServerlessDatabaseCapacity", "CPUUtilization", "AWS/Lambda");
    }
}
