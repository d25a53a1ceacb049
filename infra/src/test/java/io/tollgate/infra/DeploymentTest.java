package io.tollgate.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.assertions.Template;

/** The deployment as it is without any choice but who is paid: every resource of it, in the template. */
class DeploymentTest {
    private static Synthesis synthesis;
    private static Template template;

    @BeforeAll
    static void synthesise() {
        synthesis = Synthesis.of(Map.of());
        template = synthesis.deployment();
    }

    @Test
    void theChecksOfCdkNagFindNothingThatNoReasonIsGivenFor() {
        assertThat(synthesis.errors()).isEmpty();
    }

    @Test
    void theRegistryKeepsTaggedImagesAsTheyAre() {
        synthesis
                .registry()
                .hasResourceProperties(
                        "AWS::ECR::Repository",
                        Map.of(
                                "RepositoryName", "x402-backend-api",
                                "ImageTagMutability", "IMMUTABLE",
                                "ImageScanningConfiguration", Map.of("ScanOnPush", true)));
    }

    @Test
    void theNetworkHasTwoZonesAndTwoWaysOut() {
        template.hasResource(
                "AWS::EC2::VPC",
                Map.of(
                        "Properties",
                        Match.objectLike(Map.of(
                                "CidrBlock",
                                Network.CIDR,
                                "Tags",
                                Match.arrayWith(List.of(Map.of("Key", "Name", "Value", "x402-vpc")))))));
        template.resourceCountIs("AWS::EC2::Subnet", 6);
        template.resourceCountIs("AWS::EC2::NatGateway", 2);
        template.resourceCountIs("AWS::EC2::VPCEndpoint", 2);
        template.allResourcesProperties("AWS::EC2::VPCEndpoint", Map.of("VpcEndpointType", "Gateway"));
        template.hasResourceProperties("AWS::EC2::FlowLog", Map.of("TrafficType", "REJECT"));
    }

    @Test
    void theLoadBalancerWaitsLongerThanASettlement() {
        template.hasResourceProperties(
                "AWS::ElasticLoadBalancingV2::LoadBalancer",
                Map.of(
                        "Scheme",
                        "internet-facing",
                        "LoadBalancerAttributes",
                        Match.arrayWith(List.of(
                                attribute("idle_timeout.timeout_seconds", "130"),
                                attribute("routing.http.drop_invalid_header_fields.enabled", "true")))));
        template.hasResourceProperties("AWS::ElasticLoadBalancingV2::Listener", Map.of("Port", 80, "Protocol", "HTTP"));
    }

    @Test
    void targetsAreAskedForTheirHealthAndTakenOutForAslongAsASettlementTakes() {
        template.hasResourceProperties(
                "AWS::ElasticLoadBalancingV2::TargetGroup",
                Map.of(
                        "Port",
                        4021,
                        "HealthCheckPath",
                        "/health",
                        "HealthCheckIntervalSeconds",
                        10,
                        "HealthyThresholdCount",
                        2,
                        "UnhealthyThresholdCount",
                        3,
                        "Matcher",
                        Map.of("HttpCode", "200"),
                        "TargetGroupAttributes",
                        Match.arrayWith(List.of(attribute("deregistration_delay.timeout_seconds", "110")))));
    }

    @Test
    void tasksAreReachedFromTheLoadBalancerAlone() {
        template.hasResourceProperties(
                "AWS::EC2::SecurityGroupIngress",
                Map.of(
                        "FromPort",
                        4021,
                        "ToPort",
                        4021,
                        "GroupId",
                        Match.objectLike(
                                Map.of("Fn::GetAtt", Match.arrayWith(List.of(Match.stringLikeRegexp("Backend.*"))))),
                        "SourceSecurityGroupId",
                        Match.objectLike(
                                Map.of("Fn::GetAtt", Match.arrayWith(List.of(Match.stringLikeRegexp("Entrance.*")))))));
        Map<String, Map<String, Object>> groups = template.findResources("AWS::EC2::SecurityGroup", Map.of());
        List<String> open = groups.values().stream()
                .map(Object::toString)
                .filter(group -> group.contains("SecurityGroupIngress"))
                .toList();
        assertThat(open).singleElement().asString().contains("FromPort=80", "ToPort=80", "CidrIp=0.0.0.0/0");
    }

    @Test
    void theDatabaseIsReachedFromTheTasksAndTheFunctionAlone() {
        Map<String, Map<String, Object>> rules = template.findResources(
                "AWS::EC2::SecurityGroupIngress",
                Map.of(
                        "Properties",
                        Match.objectLike(Map.of(
                                "GroupId",
                                Match.objectLike(Map.of(
                                        "Fn::GetAtt",
                                        Match.arrayWith(List.of(Match.stringLikeRegexp("Database.*")))))))));

        assertThat(rules.toString()).contains("BackendSecurityGroup", "McpSecurityGroup");
        assertThat(rules).hasSize(2);
    }

    @Test
    void theTaskIsTheOneOfTheReferenceAndMayWriteToItsVolumesOnly() {
        template.hasResourceProperties(
                "AWS::ECS::TaskDefinition",
                Map.of(
                        "Cpu",
                        "512",
                        "Memory",
                        "1024",
                        "RuntimePlatform",
                        Map.of("CpuArchitecture", "X86_64", "OperatingSystemFamily", "LINUX"),
                        "ContainerDefinitions",
                        Match.arrayWith(List.of(Match.objectLike(Map.of(
                                "Name",
                                "x402-backend-api",
                                "User",
                                "10001:10001",
                                "ReadonlyRootFilesystem",
                                true,
                                "StopTimeout",
                                120,
                                "PortMappings",
                                List.of(Map.of("ContainerPort", 4021, "Protocol", "tcp")),
                                "MountPoints",
                                Match.arrayWith(
                                        List.of(Match.objectLike(Map.of("ContainerPath", "/tmp", "ReadOnly", false)))),
                                "HealthCheck",
                                Match.objectLike(Map.of(
                                        "Command", Match.arrayWith(List.of("io.tollgate.command.HealthProbe"))))))))));
    }

    @Test
    void theTaskIsToldWhereEverythingIsAndGetsSecretsFromSecretsManager() {
        template.hasResourceProperties(
                "AWS::ECS::TaskDefinition",
                Map.of(
                        "ContainerDefinitions",
                        Match.arrayWith(List.of(Match.objectLike(Map.of(
                                "Environment",
                                Match.arrayWith(List.of(Map.of("Name", "ADDRESS", "Value", Synthesis.ADDRESS)))))))));
        assertThat(task())
                .contains(
                        "Name=DATABASE_USER, ValueFrom",
                        "Name=DATABASE_PASSWORD, ValueFrom",
                        "Name=UPLOAD_TOKEN, ValueFrom")
                .contains("jdbc:postgresql://", "aws-kms:", "TOLLGATE_DRAIN_TIMEOUT")
                .doesNotContain("PRIVATE_KEY", "TOLLGATE_SETTLEMENT_HOOK");
    }

    private static String task() {
        return template.findResources("AWS::ECS::TaskDefinition", Map.of()).toString();
    }

    @Test
    void theServiceRollsBackWhatDoesNotStart() {
        template.hasResourceProperties("AWS::ECS::Cluster", Map.of("ClusterName", "x402-cluster"));
        template.hasResourceProperties(
                "AWS::ECS::Service",
                Map.of(
                        "ServiceName",
                        "x402-backend-api",
                        "DesiredCount",
                        2,
                        "DeploymentConfiguration",
                        Match.objectLike(Map.of(
                                "DeploymentCircuitBreaker",
                                Map.of("Enable", true, "Rollback", true),
                                "MinimumHealthyPercent",
                                100,
                                "MaximumPercent",
                                200)),
                        "NetworkConfiguration",
                        Match.objectLike(Map.of(
                                "AwsvpcConfiguration", Match.objectLike(Map.of("AssignPublicIp", "DISABLED"))))));
    }

    @Test
    void theServiceGrowsWithItsLoadAndItsRequests() {
        template.hasResourceProperties(
                "AWS::ApplicationAutoScaling::ScalableTarget", Map.of("MinCapacity", 2, "MaxCapacity", 8));
        template.hasResourceProperties(
                "AWS::ApplicationAutoScaling::ScalingPolicy", scalesOn("ECSServiceAverageCPUUtilization", 60));
        template.hasResourceProperties(
                "AWS::ApplicationAutoScaling::ScalingPolicy", scalesOn("ALBRequestCountPerTarget", 6000));
    }

    @Test
    void theDatabaseIsServerlessEncryptedAndBackedUp() {
        template.hasResourceProperties(
                "AWS::RDS::DBCluster",
                Map.of(
                        "Engine",
                        "aurora-postgresql",
                        "ServerlessV2ScalingConfiguration",
                        Map.of("MinCapacity", 0.5, "MaxCapacity", 4),
                        "StorageEncrypted",
                        true,
                        "BackupRetentionPeriod",
                        7,
                        "EnableHttpEndpoint",
                        true));
        template.hasResourceProperties(
                "AWS::RDS::DBInstance", Map.of("DBInstanceClass", "db.serverless", "PubliclyAccessible", false));
    }

    @Test
    void theWalletHasAUserOfItsOwnInTheDatabase() {
        template.hasResourceProperties("AWS::SecretsManager::Secret", Map.of("Name", "x402/wallet-database"));
        template.hasResourceProperties(
                "AWS::Lambda::Function",
                Map.of(
                        "Environment",
                        Map.of(
                                "Variables",
                                Match.objectLike(Map.of("HOME_DATABASE", "x402", "WALLET", Match.anyValue())))));
        template.resourceCountIs("Custom::Trigger", 1);
    }

    @Test
    void noSecretHasAValueInTheTemplate() {
        Map<String, Map<String, Object>> secrets = template.findResources("AWS::SecretsManager::Secret", Map.of());

        assertThat(secrets).hasSize(5);
        assertThat(secrets.toString()).doesNotContainPattern("[ {]SecretString=");
        template.hasResource(
                "AWS::SecretsManager::Secret",
                Map.of(
                        "Properties",
                        Match.objectLike(Map.of("Name", "x402/private-key", "GenerateSecretString", Match.absent()))));
    }

    @Test
    void theWalletsKeyIsForTheFunctionAlone() {
        Map<String, Map<String, Object>> policies = template.findResources("AWS::IAM::Policy", Map.of());

        Set<String> readers = new TreeSet<>();
        policies.forEach((name, policy) -> {
            if (policy.toString().contains("SecretsWalletKey")) {
                readers.add(name.replaceAll("[0-9A-F]{8}$", ""));
            }
        });
        assertThat(readers).containsExactly("McpFunctionServiceRoleDefaultPolicy");
    }

    @Test
    void theKeyThatSealsRotatesAndOutlivesTheStack() {
        template.hasResource(
                "AWS::KMS::Key",
                Map.of("DeletionPolicy", "Retain", "Properties", Match.objectLike(Map.of("EnableKeyRotation", true))));
        template.hasResourceProperties(
                "AWS::IAM::Policy",
                Map.of(
                        "PolicyDocument",
                        Match.objectLike(Map.of(
                                "Statement",
                                Match.arrayWith(List.of(
                                        Match.objectLike(Map.of("Action", List.of("kms:Encrypt", "kms:Decrypt")))))))));
    }

    @Test
    void theFunctionStartsFromASnapshotBehindTheAdapter() {
        template.hasResourceProperties(
                "AWS::Lambda::Function",
                Map.of(
                        "FunctionName",
                        "MCPServerFunction",
                        "Runtime",
                        "java25",
                        "Handler",
                        "run.sh",
                        "MemorySize",
                        1024,
                        "Timeout",
                        300,
                        "Architectures",
                        List.of("x86_64"),
                        "SnapStart",
                        Map.of("ApplyOn", "PublishedVersions"),
                        "Environment",
                        Map.of(
                                "Variables",
                                Match.objectLike(Map.of(
                                        "AWS_LAMBDA_EXEC_WRAPPER", "/opt/bootstrap",
                                        "AWS_LWA_PORT", "8080",
                                        "AWS_LWA_INVOKE_MODE", "response_stream",
                                        "AWS_LWA_READINESS_CHECK_PATH", "/health",
                                        "AWS_LWA_READINESS_CHECK_HEALTHY_STATUS", "200",
                                        "AWS_LWA_SNAPSTART_BEFORE_CHECKPOINT_PATH", Match.anyValue(),
                                        "AWS_LWA_SNAPSTART_AFTER_RESTORE_PATH", Match.anyValue())))));
        assertThat(template.findResources("AWS::Lambda::Function", Map.of()).toString())
                .contains(":753240598075:layer:LambdaAdapterLayerX86:30");
    }

    @Test
    void theUrlOfTheFunctionIsOnAnAliasAndStreams() {
        template.hasResourceProperties("AWS::Lambda::Alias", Map.of("Name", "live"));
        template.hasResourceProperties(
                "AWS::Lambda::Url", Map.of("AuthType", "NONE", "InvokeMode", "RESPONSE_STREAM", "Qualifier", "live"));
    }

    @Test
    void logsAreKeptForAWeekUnderTheNamesOfTheReference() {
        for (String name : List.of("/aws/ecs/x402-backend", "/aws/lambda/MCPServerFunction")) {
            template.hasResourceProperties("AWS::Logs::LogGroup", Map.of("LogGroupName", name, "RetentionInDays", 7));
        }
        template.allResourcesProperties("AWS::Logs::LogGroup", Map.of("RetentionInDays", 7));
    }

    @Test
    void everythingThatNeedsAPersonRaisesAnAlarmThatSomebodyIsToldOf() {
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
            template.hasResourceProperties(
                    "AWS::CloudWatch::Alarm", Map.of("AlarmName", "x402-" + name, "AlarmActions", Match.anyValue()));
        }
        template.resourceCountIs("AWS::CloudWatch::Alarm", 9);
        template.resourceCountIs("AWS::Logs::MetricFilter", 4);
        template.resourceCountIs("AWS::SNS::Topic", 1);
        template.resourceCountIs("AWS::SNS::Subscription", 0);
        template.hasResourceProperties("AWS::CloudWatch::Dashboard", Map.of("DashboardName", "x402"));
    }

    @Test
    void theOutputsAreThoseOfTheReference() {
        template.hasOutput("MCPServerUrl", Match.objectLike(Map.of("Value", Match.anyValue())));
        template.hasOutput("BackendApiUrl", Match.objectLike(Map.of("Value", Match.anyValue())));
        template.hasOutput("VpcId", Match.objectLike(Map.of("Value", Match.anyValue())));
    }

    @Test
    void everythingCarriesTheNameOfTheProject() {
        template.hasResourceProperties(
                "AWS::ECS::Service",
                Map.of("Tags", Match.arrayWith(List.of(Map.of("Key", "project", "Value", "tollgate")))));
    }

    @Test
    void plainHttpIsWarnedOf() {
        assertThat(synthesis.warnings()).anyMatch(warning -> warning.contains("over plain HTTP"));
        template.resourceCountIs("AWS::WAFv2::WebACL", 0);
        assertThat(synthesis.stack().getTerminationProtection()).isFalse();
    }

    private static Map<String, String> attribute(String key, String value) {
        return Map.of("Key", key, "Value", value);
    }

    private static Map<String, Object> scalesOn(String metric, int target) {
        return Map.of(
                "TargetTrackingScalingPolicyConfiguration",
                Match.objectLike(Map.of(
                        "TargetValue",
                        target,
                        "PredefinedMetricSpecification",
                        Match.objectLike(Map.of("PredefinedMetricType", metric)))));
    }
}
