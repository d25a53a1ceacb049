package io.tollgate.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.assertions.Template;

/** The task of the gateway, its settings, and the service that runs it. */
class ServiceTest {
    private static final Template TEMPLATE = Synthesis.standard().deployment();

    @Test
    void theTaskMatchesTheReferenceAndWritesOnlyToItsVolumes() {
        TEMPLATE.hasResourceProperties(
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
                                Match.objectLike(
                                        Map.of("Command", Match.arrayWith(List.of(GatewayTask.HEALTH_PROBE))))))))));
    }

    @Test
    void theHealthCheckRunsAClassOfTheGateway() {
        assertThat(Path.of("../processors", GatewayTask.HEALTH_PROBE.replace('.', '/') + ".java"))
                .isRegularFile();
    }

    @Test
    void theTaskGetsAddressesFromTheTemplateAndSecretsFromSecretsManager() {
        TEMPLATE.hasResourceProperties(
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

    @Test
    void theVariablesAreSortedSoThatTheSameSynthesisMakesNoNewRevision() {
        Map<String, Object> container = Json.properties(TEMPLATE, "AWS::ECS::TaskDefinition")
                .map(task -> Json.maps(task.get("ContainerDefinitions")).getFirst())
                .findFirst()
                .orElseThrow();

        for (String kind : List.of("Environment", "Secrets")) {
            assertThat(Json.maps(container.get(kind)))
                    .extracting(variable -> variable.get("Name").toString())
                    .as(kind)
                    .isSorted();
        }
    }

    @Test
    void theServiceRollsBackADeploymentThatDoesNotStart() {
        TEMPLATE.hasResourceProperties("AWS::ECS::Cluster", Map.of("ClusterName", "x402-cluster"));
        TEMPLATE.hasResourceProperties(
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
    void theServiceScalesOnCpuAndRequests() {
        TEMPLATE.hasResourceProperties(
                "AWS::ApplicationAutoScaling::ScalableTarget", Map.of("MinCapacity", 2, "MaxCapacity", 8));
        TEMPLATE.hasResourceProperties(
                "AWS::ApplicationAutoScaling::ScalingPolicy", scalesOn("ECSServiceAverageCPUUtilization", 60));
        TEMPLATE.hasResourceProperties(
                "AWS::ApplicationAutoScaling::ScalingPolicy", scalesOn("ALBRequestCountPerTarget", 6000));
    }

    private static String task() {
        return TEMPLATE.findResources("AWS::ECS::TaskDefinition", Map.of()).toString();
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
