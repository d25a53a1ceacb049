package io.tollgate.infra;

import java.util.List;
import software.amazon.awscdk.services.cloudwatch.Dashboard;
import software.amazon.awscdk.services.cloudwatch.GraphWidget;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.IWidget;
import software.constructs.Construct;

/** One page with the metrics behind the alarms and the load of each part. */
final class OperationsDashboard extends Construct {
    private static final int HALF_WIDTH = 12;

    OperationsDashboard(
            Construct scope,
            String id,
            OperationalMetrics metrics,
            Service service,
            Database database,
            McpFunction mcp) {
        super(scope, id);
        Dashboard.Builder.create(this, "Dashboard")
                .dashboardName("x402")
                .widgets(List.of(
                        row(
                                graph("Requests and 5xx", List.of(metrics.requests(), metrics.serverErrors())),
                                graph("Time to the first byte, p99, s", List.of(metrics.responseTimeP99()))),
                        row(
                                graph(
                                        "Tasks: CPU and memory, %",
                                        List.of(
                                                service.service().metricCpuUtilization(),
                                                service.service().metricMemoryUtilization())),
                                graph("Unhealthy tasks", List.of(metrics.unhealthyTasks()))),
                        row(
                                graph("Events that need an operator", metrics.logEvents()),
                                graph(
                                        "Database: capacity units and connections",
                                        List.of(
                                                database.cluster().metricServerlessDatabaseCapacity(),
                                                database.cluster().metricDatabaseConnections()))),
                        row(
                                graph(
                                        "MCP: calls, errors, throttled calls",
                                        List.of(
                                                mcp.live().metricInvocations(),
                                                metrics.functionErrors(),
                                                metrics.functionThrottles())),
                                graph("MCP: duration, ms", List.of(mcp.live().metricDuration())))))
                .build();
    }

    private static List<IWidget> row(IWidget left, IWidget right) {
        return List.of(left, right);
    }

    private static GraphWidget graph(String title, List<? extends IMetric> metrics) {
        return GraphWidget.Builder.create()
                .title(title)
                .left(metrics)
                .width(HALF_WIDTH)
                .build();
    }
}
