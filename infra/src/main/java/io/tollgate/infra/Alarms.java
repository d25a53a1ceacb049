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

/** When a person has to look. Every alarm goes to one topic; its description says where to look first. */
final class Alarms extends Construct {
    private final SnsAction tell;

    Alarms(Construct scope, String id, OperationalMetrics metrics, Optional<String> email) {
        super(scope, id);
        Topic topic = Topic.Builder.create(this, "Topic")
                .displayName("Tollgate alarms")
                .enforceSsl(true)
                .build();
        email.map(EmailSubscription::new).ifPresent(topic::addSubscription);
        tell = new SnsAction(topic);
        over(
                "ServerErrors",
                metrics.serverErrors(),
                5,
                1,
                "More than 5 answers of 5xx in 5 minutes: look at the log of the tasks.");
        over(
                "Slow",
                metrics.slowest(),
                5,
                3,
                "1 in 100 answers begins after more than 5 s, for 15 minutes: look at the facilitator.");
        over("UnhealthyTasks", metrics.unhealthy(), 0, 2, "A task has failed its health check for 10 minutes.");
        over("FunctionErrors", metrics.functionErrors(), 0, 1, "The MCP function failed: look at its log.");
        over(
                "FunctionThrottles",
                metrics.functionThrottles(),
                0,
                1,
                "Calls of MCP were turned away: raise mcpConcurrency.");
        over(
                "UnknownSettlements",
                metrics.unknownSettlements(),
                0,
                1,
                "A payment has been in doubt for more than a minute: GET /observe/unknowns lists them.");
        over(
                "GivenUpMessages",
                metrics.givenUpMessages(),
                0,
                1,
                "A message about a sale was given up: look at the settlement hook.");
        over("ExpiringItems", metrics.expiringItems(), 0, 1, "Files go off sale soon: store them anew or let them go.");
        over(
                "WalletLow",
                metrics.walletLow(),
                0,
                1,
                "The wallet of the MCP endpoint is nearly empty: send it some USDC.");
    }

    private void over(String name, IMetric metric, double limit, int periods, String description) {
        Alarm alarm = Alarm.Builder.create(this, name)
                .alarmName("x402-" + name)
                .alarmDescription(description)
                .metric(metric)
                .threshold(limit)
                .evaluationPeriods(periods)
                .comparisonOperator(ComparisonOperator.GREATER_THAN_THRESHOLD)
                .treatMissingData(TreatMissingData.NOT_BREACHING)
                .build();
        alarm.addAlarmAction(tell);
        alarm.addOkAction(tell);
    }
}
