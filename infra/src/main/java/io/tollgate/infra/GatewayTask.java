package io.tollgate.infra;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.ecr.IRepository;
import software.amazon.awscdk.services.ecr.Repository;
import software.amazon.awscdk.services.ecs.AwsLogDriverMode;
import software.amazon.awscdk.services.ecs.AwsLogDriverProps;
import software.amazon.awscdk.services.ecs.ContainerDefinition;
import software.amazon.awscdk.services.ecs.ContainerDefinitionOptions;
import software.amazon.awscdk.services.ecs.ContainerImage;
import software.amazon.awscdk.services.ecs.CpuArchitecture;
import software.amazon.awscdk.services.ecs.FargateTaskDefinition;
import software.amazon.awscdk.services.ecs.HealthCheck;
import software.amazon.awscdk.services.ecs.LogDriver;
import software.amazon.awscdk.services.ecs.MountPoint;
import software.amazon.awscdk.services.ecs.OperatingSystemFamily;
import software.amazon.awscdk.services.ecs.PortMapping;
import software.amazon.awscdk.services.ecs.RuntimePlatform;
import software.amazon.awscdk.services.ecs.Secret;
import software.amazon.awscdk.services.ecs.Volume;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/**
 * One task: the image with a read-only root file system and an unprivileged user, the settings of the gateway, and its
 * secrets from Secrets Manager. When ECS stops a task, the gateway accepts no new request and finishes its settlements.
 */
final class GatewayTask {
    /** A class of the gateway, which this build does not depend on; a test looks for its source. */
    static final String HEALTH_PROBE = "io.tollgate.cli.HealthProbe";

    private static final int CPU = 512;
    private static final int MEMORY = 1024;
    private static final Duration STOP_TIMEOUT = Duration.seconds(120);
    private static final String DATA_FOLDER = "/data";

    private final Construct scope;
    private final DeploymentConfig config;
    private final FargateTaskDefinition definition;

    GatewayTask(
            Construct scope,
            LogGroup log,
            LoadBalancer loadBalancer,
            Database database,
            GatewaySecrets secrets,
            SealingKey sealing,
            DeploymentConfig config) {
        this.scope = scope;
        this.config = config;
        definition = FargateTaskDefinition.Builder.create(scope, "Task")
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
        IRepository images = Repository.fromRepositoryName(scope, "Images", RegistryStack.REPOSITORY);
        ContainerDefinition container = definition.addContainer(
                RegistryStack.REPOSITORY,
                ContainerDefinitionOptions.builder()
                        .image(ContainerImage.fromEcrRepository(images, config.imageTag()))
                        .portMappings(List.of(PortMapping.builder()
                                .containerPort(Service.PORT)
                                .build()))
                        .user("10001:10001")
                        .readonlyRootFilesystem(true)
                        .stopTimeout(STOP_TIMEOUT)
                        .healthCheck(healthCheck())
                        .environment(environment(loadBalancer, database, sealing))
                        .secrets(secrets(database, secrets))
                        .logging(LogDriver.awsLogs(AwsLogDriverProps.builder()
                                .logGroup(log)
                                .streamPrefix("task")
                                .mode(AwsLogDriverMode.NON_BLOCKING)
                                .build()))
                        .build());
        container.addMountPoints(mount("tmp", "/tmp"), mount("data", DATA_FOLDER));
        sealing.grantEncryptDecrypt(definition.getTaskRole());
        config.settlementHook().ifPresent(this::allowInvocation);
    }

    FargateTaskDefinition definition() {
        return definition;
    }

    private static HealthCheck healthCheck() {
        return HealthCheck.builder()
                .command(List.of(
                        "CMD",
                        "/opt/java/bin/java",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx32m",
                        "-cp",
                        "/app/tollgate.jar",
                        HEALTH_PROBE))
                .interval(Duration.seconds(30))
                .timeout(Duration.seconds(10))
                .retries(3)
                .startPeriod(Duration.seconds(60))
                .build();
    }

    /** Sorted, because another order of the same variables makes a new revision of the task definition. */
    private Map<String, String> environment(LoadBalancer loadBalancer, Database database, SealingKey sealing) {
        Map<String, String> environment = new TreeMap<>(Map.ofEntries(
                Map.entry("PORT", Integer.toString(Service.PORT)),
                Map.entry("PUBLIC_URL", loadBalancer.url()),
                Map.entry("NETWORK", config.network()),
                Map.entry("ADDRESS", requiredAddress(config.address())),
                Map.entry("FACILITATOR_URL", config.facilitators()),
                Map.entry("WALRUS_PUBLISHER_URL", config.publishers()),
                Map.entry("WALRUS_AGGREGATOR_URLS", config.aggregators()),
                Map.entry("DATABASE_URL", database.url(Database.GATEWAY_DATABASE, "/app")),
                Map.entry("KEK", sealing.kekSetting()),
                Map.entry("TRUSTED_PROXIES", Network.CIDR),
                Map.entry("TOLLGATE_DATA_DIR", DATA_FOLDER),
                Map.entry("TOLLGATE_DRAIN_TIMEOUT", "100s"),
                Map.entry("TOLLGATE_LOG_FORMAT", "json")));
        config.settlementHook().ifPresent(name -> environment.put("TOLLGATE_SETTLEMENT_HOOK", name));
        config.extraSettings().plainForTasks().forEach((name, value) -> ExtraSettings.add(environment, name, value));
        return environment;
    }

    private Map<String, Secret> secrets(Database database, GatewaySecrets gatewaySecrets) {
        Map<String, Secret> secrets = new TreeMap<>(Map.of(
                "DATABASE_USER", Secret.fromSecretsManager(database.gatewayUser(), "username"),
                "DATABASE_PASSWORD", Secret.fromSecretsManager(database.gatewayUser(), "password"),
                "UPLOAD_TOKEN", Secret.fromSecretsManager(gatewaySecrets.uploadToken())));
        config.extraSettings()
                .secrets()
                .forEach((name, secretName) -> ExtraSettings.add(
                        secrets,
                        name,
                        Secret.fromSecretsManager(
                                software.amazon.awscdk.services.secretsmanager.Secret.fromSecretNameV2(
                                        scope, "Secret" + name, secretName))));
        return secrets;
    }

    private String requiredAddress(Optional<String> address) {
        if (address.isEmpty()) {
            Annotations.of(scope)
                    .addWarningV2(
                            "tollgate:no-address",
                            "ADDRESS is not set, so the tasks will not start. Set ADDRESS or -c address=0x….");
        }
        return address.orElse("");
    }

    private void allowInvocation(String function) {
        definition.addToTaskRolePolicy(PolicyStatement.Builder.create()
                .actions(List.of("lambda:InvokeFunction"))
                .resources(List.of(Function.fromFunctionName(scope, "SettlementHook", function)
                        .getFunctionArn()))
                .build());
    }

    private static MountPoint mount(String volume, String path) {
        return MountPoint.builder()
                .sourceVolume(volume)
                .containerPath(path)
                .readOnly(false)
                .build();
    }
}
