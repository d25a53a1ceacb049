package io.tollgate.infra;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.applicationautoscaling.EnableScalingProps;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.ecr.IRepository;
import software.amazon.awscdk.services.ecr.Repository;
import software.amazon.awscdk.services.ecs.AwsLogDriverMode;
import software.amazon.awscdk.services.ecs.AwsLogDriverProps;
import software.amazon.awscdk.services.ecs.Cluster;
import software.amazon.awscdk.services.ecs.ContainerDefinition;
import software.amazon.awscdk.services.ecs.ContainerDefinitionOptions;
import software.amazon.awscdk.services.ecs.ContainerImage;
import software.amazon.awscdk.services.ecs.ContainerInsights;
import software.amazon.awscdk.services.ecs.CpuArchitecture;
import software.amazon.awscdk.services.ecs.CpuUtilizationScalingProps;
import software.amazon.awscdk.services.ecs.DeploymentCircuitBreaker;
import software.amazon.awscdk.services.ecs.FargateService;
import software.amazon.awscdk.services.ecs.FargateTaskDefinition;
import software.amazon.awscdk.services.ecs.HealthCheck;
import software.amazon.awscdk.services.ecs.LogDriver;
import software.amazon.awscdk.services.ecs.MountPoint;
import software.amazon.awscdk.services.ecs.OperatingSystemFamily;
import software.amazon.awscdk.services.ecs.PortMapping;
import software.amazon.awscdk.services.ecs.RequestCountScalingProps;
import software.amazon.awscdk.services.ecs.RuntimePlatform;
import software.amazon.awscdk.services.ecs.ScalableTaskCount;
import software.amazon.awscdk.services.ecs.Secret;
import software.amazon.awscdk.services.ecs.Volume;
import software.amazon.awscdk.services.elasticloadbalancingv2.AddApplicationTargetsProps;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationProtocol;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationTargetGroup;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.IFunction;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.constructs.Construct;

/**
 * The gateway on Fargate, {@code x402-backend-api} in the cluster {@code x402-cluster}: a read-only root, no user that
 * may anything, two tasks at least. A task that is stopped takes nothing new and finishes what it has begun to settle.
 */
final class Service extends Construct {
    static final int PORT = 4021;
    private static final int CPU = 512;
    private static final int MEMORY = 1024;
    private static final int LEAST_TASKS = 2;
    private static final int MOST_TASKS = 8;
    private static final Duration DEREGISTRATION = Duration.seconds(110);
    private static final Duration STOP = Duration.seconds(120);
    private static final String DATA = "/data";

    private final SecurityGroup group;
    private final FargateService service;
    private final ApplicationTargetGroup targets;
    private final LogGroup log;

    Service(
            Construct scope,
            String id,
            Vpc vpc,
            Entrance entrance,
            Database database,
            HouseSecrets secrets,
            SealingKey sealing,
            Choices choices) {
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
        group.addIngressRule(entrance.group(), Port.tcp(PORT), "The load balancer");
        Cluster cluster = Cluster.Builder.create(this, "Cluster")
                .clusterName("x402-cluster")
                .vpc(vpc)
                .containerInsightsV2(ContainerInsights.ENHANCED)
                .build();
        FargateTaskDefinition task = task(entrance, database, secrets, sealing, choices);
        service = FargateService.Builder.create(this, "Service")
                .serviceName(RegistryStack.REPOSITORY)
                .cluster(cluster)
                .taskDefinition(task)
                .desiredCount(LEAST_TASKS)
                .minHealthyPercent(100)
                .maxHealthyPercent(200)
                .circuitBreaker(DeploymentCircuitBreaker.builder()
                        .enable(true)
                        .rollback(true)
                        .build())
                .healthCheckGracePeriod(Duration.seconds(60))
                .vpcSubnets(Network.INSIDE)
                .securityGroups(List.of(group))
                .build();
        service.getNode().addDependency(database);
        targets = entrance.listener()
                .addTargets(
                        "Gateway",
                        AddApplicationTargetsProps.builder()
                                .port(PORT)
                                .protocol(ApplicationProtocol.HTTP)
                                .targets(List.of(service))
                                .deregistrationDelay(DEREGISTRATION)
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
        scale();
    }

    private FargateTaskDefinition task(
            Entrance entrance, Database database, HouseSecrets secrets, SealingKey sealing, Choices choices) {
        FargateTaskDefinition task = FargateTaskDefinition.Builder.create(this, "Task")
                .family(RegistryStack.REPOSITORY)
                .cpu(CPU)
                .memoryLimitMiB(MEMORY)
                .runtimePlatform(RuntimePlatform.builder()
                        .cpuArchitecture(CpuArchitecture.X86_64)
                        .operatingSystemFamily(OperatingSystemFamily.LINUX)
                        .build())
                .volumes(List.of(
                        Volume.builder().name("tmp").build(),
                        Volume.builder().name("data").build()))
                .build();
        IRepository images = Repository.fromRepositoryName(this, "Images", RegistryStack.REPOSITORY);
        ContainerDefinition container = task.addContainer(
                RegistryStack.REPOSITORY,
                ContainerDefinitionOptions.builder()
                        .image(ContainerImage.fromEcrRepository(images, choices.imageTag()))
                        .portMappings(List.of(
                                PortMapping.builder().containerPort(PORT).build()))
                        .user("10001:10001")
                        .readonlyRootFilesystem(true)
                        .stopTimeout(STOP)
                        .healthCheck(HealthCheck.builder()
                                .command(List.of(
                                        "CMD",
                                        "/opt/java/bin/java",
                                        "-XX:TieredStopAtLevel=1",
                                        "-XX:+UseSerialGC",
                                        "-Xmx32m",
                                        "-cp",
                                        "/app/tollgate.jar",
                                        "io.tollgate.command.HealthProbe"))
                                .interval(Duration.seconds(30))
                                .timeout(Duration.seconds(10))
                                .retries(3)
                                .startPeriod(Duration.seconds(60))
                                .build())
                        .environment(environment(entrance, database, sealing, choices))
                        .secrets(Map.of(
                                "DATABASE_USER", Secret.fromSecretsManager(database.owner(), "username"),
                                "DATABASE_PASSWORD", Secret.fromSecretsManager(database.owner(), "password"),
                                "UPLOAD_TOKEN", Secret.fromSecretsManager(secrets.uploadToken())))
                        .logging(LogDriver.awsLogs(AwsLogDriverProps.builder()
                                .logGroup(log)
                                .streamPrefix("task")
                                .mode(AwsLogDriverMode.NON_BLOCKING)
                                .build()))
                        .build());
        container.addMountPoints(mount("tmp", "/tmp"), mount("data", DATA));
        sealing.grant(task.getTaskRole());
        choices.settlementHook()
                .ifPresent(name -> task.addToTaskRolePolicy(PolicyStatement.Builder.create()
                        .actions(List.of("lambda:InvokeFunction"))
                        .resources(List.of(hook(name).getFunctionArn()))
                        .build()));
        return task;
    }

    private IFunction hook(String name) {
        return Function.fromFunctionName(this, "SettlementHook", name);
    }

    private Map<String, String> environment(Entrance entrance, Database database, SealingKey sealing, Choices choices) {
        Map<String, String> environment = new HashMap<>(Map.ofEntries(
                Map.entry("PORT", Integer.toString(PORT)),
                Map.entry("PUBLIC_URL", entrance.url()),
                Map.entry("NETWORK", choices.network()),
                Map.entry("ADDRESS", address(choices.address())),
                Map.entry("FACILITATOR_URL", choices.facilitators()),
                Map.entry("WALRUS_PUBLISHER_URL", choices.publishers()),
                Map.entry("WALRUS_AGGREGATOR_URLS", choices.aggregators()),
                Map.entry("DATABASE_URL", database.url(Database.GATEWAY)),
                Map.entry("KEK", sealing.setting()),
                Map.entry("TRUSTED_PROXIES", Network.CIDR),
                Map.entry("TOLLGATE_DATA_DIR", DATA),
                Map.entry("TOLLGATE_DRAIN_TIMEOUT", "100s"),
                Map.entry("TOLLGATE_LOG_FORMAT", "json")));
        choices.settlementHook().ifPresent(name -> environment.put("TOLLGATE_SETTLEMENT_HOOK", name));
        return environment;
    }

    private String address(Optional<String> chosen) {
        if (chosen.isEmpty()) {
            Annotations.of(this)
                    .addWarningV2(
                            "tollgate:no-address",
                            "Nobody is paid: set ADDRESS, or -c address=0x…, before deploying. The tasks refuse to start.");
        }
        return chosen.orElse("");
    }

    private static MountPoint mount(String volume, String path) {
        return MountPoint.builder()
                .sourceVolume(volume)
                .containerPath(path)
                .readOnly(false)
                .build();
    }

    private void scale() {
        ScalableTaskCount tasks = service.autoScaleTaskCount(EnableScalingProps.builder()
                .minCapacity(LEAST_TASKS)
                .maxCapacity(MOST_TASKS)
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
