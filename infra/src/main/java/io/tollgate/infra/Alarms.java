package io.tollgate.infra;

import java.util.Optional;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sns.subscriptions.EmailSubscription;
import software.constructs.Construct;

/** The alarms that need an operator. All notify one topic; each description says where to look first. */
final class Alarms extends Construct {
    private final SnsAction notification;

    Alarms(Construct scope, String id, OperationalMetrics metrics, Optional<String> email) {
        super(scope, id);
        Topic topic = Topic.Builder.create(this, "Topic")
                .displayName("Tollgate alarms")
                .enforceSsl(true)
                .build();
        email.map(EmailSubscription::new).ifPresent(topic::addSubscription);
        notification = new SnsAction(topic);
        addAlarm(
                "ServerErrors",
                metrics.serverErrors(),
                5,
                1,
                "More than 5 responses with 5xx in 5 minutes: look at the log of the tasks.");
        addAlarm(
                "Slow",
                metrics.responseTimeP99(),
                5,
                3,
                "1 in 100 responses starts after more than 5 s, for 15 minutes: look at the facilitator.");
        addAlarm(
                "UnhealthyTasks",
                metrics.unhealthyTasks(),
                0,
                2,
                "A task has failed its health check for 10 minutes: look at the log of the tasks.");
        addAlarm("FunctionErrors", metrics.functionErrors(), 0, 1, "The MCP function failed: look at its log.");
        addAlarm(
                "FunctionThrottles",
                metrics.functionThrottles(),
                0,
                1,
                "AWS throttled calls of the MCP function: raise mcpConcurrency.");
        addAlarm(
                "UnknownSettlements",
                metrics.unknownSettlements(),
                0,
                1,
                "A settlement has been unresolved for more than a minute: GET /observe/unknowns lists all of them.");
        addAlarm(
                "GivenUpMessages",
                metrics.givenUpMessages(),
                0,
                1,
                "The gateway stopped retrying a message about a sale: look at the settlement hook.");
        addAlarm(
                "ExpiringItems",
                metrics.expiringItems(),
                0,
                1,
                "Files go off sale soon: store them again, or let them expire.");
        addAlarm(
                "WalletLow",
                metrics.walletLow(),
                0,
                1,
                "The wallet of the MCP endpoint is nearly empty: send USDC to it.");
    }

    private void addAlarm(String name, IMetric metric, double limit, int periods, String description) {
        Alarm alarm = Alarm.Builder.create(this, name)
                .alarmName("x402-" + name)
                .alarmDescription(description)
                .metric(metric)
                .threshold(limit)
                .evaluationPeriods(periods)
                .comparisonOperator(ComparisonOperator.GREATER_THAN_THRESHOLD)
                .treatMissingData(TreatMissingData.NOT_BREACHING)
                .build();
        alarm.addAlarmAction(notification);
        alarm.addOkAction(notification);
    }
}
