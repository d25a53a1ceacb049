package io.tollgate.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.assertions.Template;

/** The deployment with default options: properties of the stacks as a whole. */
class DeploymentTest {
    private static final Synthesis SYNTHESIS = Synthesis.standard();
    private static final Template TEMPLATE = Synthesis.standard().deployment();

    @Test
    void cdkNagReportsNoUnsuppressedFinding() {
        assertThat(SYNTHESIS.errors()).isEmpty();
    }

    @Test
    void tagsInTheRegistryAreImmutable() {
        SYNTHESIS
                .registry()
                .hasResourceProperties(
                        "AWS::ECR::Repository",
                        Map.of(
                                "RepositoryName", "x402-backend-api",
                                "ImageTagMutability", "IMMUTABLE",
                                "ImageScanningConfiguration", Map.of("ScanOnPush", true)));
    }

    @Test
    void logsHaveTheNamesOfTheReferenceAndAreKeptForAWeek() {
        for (String name : List.of("/aws/ecs/x402-backend", "/aws/lambda/MCPServerFunction")) {
            TEMPLATE.hasResourceProperties("AWS::Logs::LogGroup", Map.of("LogGroupName", name, "RetentionInDays", 7));
        }
        TEMPLATE.allResourcesProperties("AWS::Logs::LogGroup", Map.of("RetentionInDays", 7));
    }

    @Test
    void everyAlarmNotifiesTheTopic() {
        for (String name : List.of(
                "ServerErrors",
                "Slow",
                "UnhealthyTasks",
                "FunctionErrors",
                "FunctionThrottles",
                "UnknownSettlements",
                "GivenUpMessages",
                "ExpiringItems",
                "WalletLow")) {
            TEMPLATE.hasResourceProperties(
                    "AWS::CloudWatch::Alarm", Map.of("AlarmName", "x402-" + name, "AlarmActions", Match.anyValue()));
        }
        TEMPLATE.resourceCountIs("AWS::CloudWatch::Alarm", 9);
        TEMPLATE.resourceCountIs("AWS::Logs::MetricFilter", 4);
        TEMPLATE.resourceCountIs("AWS::SNS::Topic", 1);
        TEMPLATE.resourceCountIs("AWS::SNS::Subscription", 0);
        TEMPLATE.hasResourceProperties("AWS::CloudWatch::Dashboard", Map.of("DashboardName", "x402"));
    }

    @Test
    void theOutputsAreThoseOfTheReference() {
        TEMPLATE.hasOutput("MCPServerUrl", Match.objectLike(Map.of("Value", Match.anyValue())));
        TEMPLATE.hasOutput("BackendApiUrl", Match.objectLike(Map.of("Value", Match.anyValue())));
        TEMPLATE.hasOutput("VpcId", Match.objectLike(Map.of("Value", Match.anyValue())));
    }

    @Test
    void resourcesAreTaggedWithTheProject() {
        TEMPLATE.hasResourceProperties(
                "AWS::ECS::Service",
                Map.of("Tags", Match.arrayWith(List.of(Map.of("Key", "project", "Value", "tollgate")))));
    }

    @Test
    void theSynthesisWarnsAboutPlainHttp() {
        assertThat(SYNTHESIS.warnings()).anyMatch(warning -> warning.contains("over plain HTTP"));
        TEMPLATE.resourceCountIs("AWS::WAFv2::WebACL", 0);
        assertThat(SYNTHESIS.stack().getTerminationProtection()).isFalse();
    }
}
