package io.tollgate.infra;

import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.applicationautoscaling.EnableScalingProps;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.ecs.Cluster;
import software.amazon.awscdk.services.ecs.ContainerInsights;
import software.amazon.awscdk.services.ecs.CpuUtilizationScalingProps;
import software.amazon.awscdk.services.ecs.DeploymentCircuitBreaker;
import software.amazon.awscdk.services.ecs.FargateService;
import software.amazon.awscdk.services.ecs.RequestCountScalingProps;
import software.amazon.awscdk.services.ecs.ScalableTaskCount;
import software.amazon.awscdk.services.elasticloadbalancingv2.AddApplicationTargetsProps;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationProtocol;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationTargetGroup;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.constructs.Construct;

/**
 * The gateway on Fargate: the service {@code x402-backend-api} in the cluster {@code x402-cluster}, with two to eight
 * tasks depending on load. ECS rolls back a deployment whose tasks do not become healthy.
 */
final class Service extends Construct {
    static final int PORT = 4021;
    private static final int MIN_TASKS = 2;
    private static final int MAX_TASKS = 8;
    private static final Duration DEREGISTRATION_DELAY = Duration.seconds(110);

    private final SecurityGroup group;
    private final FargateService service;
    private final ApplicationTargetGroup targets;
    private final LogGroup log;

    Service(
            Construct scope,
            String id,
            Vpc vpc,
            LoadBalancer loadBalancer,
            Database database,
            GatewaySecrets secrets,
            SealingKey sealing,
            DeploymentConfig config) {
        super(scope, id);
        log = LogGroup.Builder.create(this, "Log")
                .logGroupName("/aws/ecs/x402-backend")
                .retention(RetentionDays.ONE_WEEK)
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
        group = SecurityGroup.Builder.create(this, "SecurityGroup")
                .vpc(vpc)
                .description("Tasks: port 4021 from the load balancer only")
                .build();
        group.addIngressRule(loadBalancer.group(), Port.tcp(PORT), "Load balancer");
        Cluster cluster = Cluster.Builder.create(this, "Cluster")
                .clusterName("x402-cluster")
                .vpc(vpc)
                .containerInsightsV2(ContainerInsights.ENHANCED)
                .build();
        service = FargateService.Builder.create(this, "Service")
                .serviceName(RegistryStack.REPOSITORY)
                .cluster(cluster)
                .taskDefinition(
                        new GatewayTask(this, log, loadBalancer, database, secrets, sealing, config).definition())
                .desiredCount(MIN_TASKS)
                .minHealthyPercent(100)
                .maxHealthyPercent(200)
                .circuitBreaker(DeploymentCircuitBreaker.builder()
                        .enable(true)
                        .rollback(true)
                        .build())
                .healthCheckGracePeriod(Duration.seconds(60))
                .vpcSubnets(Network.PRIVATE)
                .securityGroups(List.of(group))
                .build();
        service.getNode().addDependency(database);
        targets = loadBalancer
                .listener()
                .addTargets(
                        "Gateway",
                        AddApplicationTargetsProps.builder()
                                .port(PORT)
                                .protocol(ApplicationProtocol.HTTP)
                                .targets(List.of(service))
                                .deregistrationDelay(DEREGISTRATION_DELAY)
                                .healthCheck(
                                        software.amazon.awscdk.services.elasticloadbalancingv2.HealthCheck.builder()
                                                .path("/health")
                                                .healthyHttpCodes("200")
                                                .interval(Duration.seconds(10))
                                                .timeout(Duration.seconds(5))
                                                .healthyThresholdCount(2)
                                                .unhealthyThresholdCount(3)
                                                .build())
                                .build());
        addAutoScaling();
    }

    private void addAutoScaling() {
        ScalableTaskCount tasks = service.autoScaleTaskCount(EnableScalingProps.builder()
                .minCapacity(MIN_TASKS)
                .maxCapacity(MAX_TASKS)
                .build());
        tasks.scaleOnCpuUtilization(
                "Cpu",
                CpuUtilizationScalingProps.builder()
                        .targetUtilizationPercent(60)
                        .scaleInCooldown(Duration.minutes(5))
                        .scaleOutCooldown(Duration.minutes(1))
                        .build());
        tasks.scaleOnRequestCount(
                "Requests",
                RequestCountScalingProps.builder()
                        .requestsPerTarget(6000)
                        .targetGroup(targets)
                        .scaleInCooldown(Duration.minutes(5))
                        .scaleOutCooldown(Duration.minutes(1))
                        .build());
    }

    SecurityGroup group() {
        return group;
    }

    FargateService service() {
        return service;
    }

    ApplicationTargetGroup targets() {
        return targets;
    }

    LogGroup log() {
        return log;
    }
}
