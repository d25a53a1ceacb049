package io.tollgate.infra;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.FunctionUrl;
import software.amazon.awscdk.services.lambda.FunctionUrlAuthType;
import software.amazon.awscdk.services.lambda.FunctionUrlOptions;
import software.amazon.awscdk.services.lambda.InvokeMode;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.lambda.SnapStartConf;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.constructs.Construct;

/**
 * The MCP endpoint {@code MCPServerFunction}: a JVM behind the Lambda Web Adapter, started from a snapshot. Its URL is
 * public and the server verifies the bearer token; its tools call the public address of the gateway.
 */
final class McpFunction extends Construct {
    private static final int PORT = 8080;
    private static final int MEMORY = 1024;

    private final Alias live;
    private final FunctionUrl url;
    private final LogGroup log;

    McpFunction(
            Construct scope,
            String id,
            Vpc vpc,
            Database database,
            GatewaySecrets secrets,
            String gatewayUrl,
            DeploymentConfig config) {
        super(scope, id);
        log = LogGroup.Builder.create(this, "Log")
                .logGroupName("/aws/lambda/MCPServerFunction")
                .retention(RetentionDays.ONE_WEEK)
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
        SecurityGroup group = SecurityGroup.Builder.create(this, "SecurityGroup")
                .vpc(vpc)
                .description("MCP function: nothing comes in; it calls the database of the wallet and the gateway")
                .build();
        database.allowAccess(group, "Wallet of the MCP endpoint");
        Function.Builder builder = Function.Builder.create(this, "Function")
                .functionName("MCPServerFunction")
                .description("MCP endpoint of Tollgate")
                .runtime(Runtime.JAVA_25)
                .architecture(Architecture.X86_64)
                .handler("run.sh")
                .code(code(config.lambdaZip()))
                .layers(List.of(WebAdapter.layer(this, Architecture.X86_64)))
                .memorySize(MEMORY)
                .timeout(Duration.minutes(5))
                .snapStart(SnapStartConf.ON_PUBLISHED_VERSIONS)
                .vpc(vpc)
                .vpcSubnets(Network.PRIVATE)
                .securityGroups(List.of(group))
                .logGroup(log)
                .environment(environment(database, secrets, gatewayUrl, config));
        if (config.mcpConcurrency() > 0) {
            builder.reservedConcurrentExecutions(config.mcpConcurrency());
        }
        Function function = builder.build();
        secrets.walletKey().grantRead(function);
        secrets.mcpToken().grantRead(function);
        secrets.uploadToken().grantRead(function);
        database.walletUser().grantRead(function);
        Annotations.of(function)
                .acknowledgeWarning(
                        "@aws-cdk/aws-lambda:snapStartRequirePublish",
                        "The URL belongs to an alias of a published version.");
        live = Alias.Builder.create(this, "Live")
                .aliasName("live")
                .version(function.getCurrentVersion())
                .build();
        url = live.addFunctionUrl(FunctionUrlOptions.builder()
                .authType(FunctionUrlAuthType.NONE)
                .invokeMode(InvokeMode.RESPONSE_STREAM)
                .build());
    }

    private static Map<String, String> environment(
            Database database, GatewaySecrets secrets, String gatewayUrl, DeploymentConfig config) {
        Map<String, String> environment = new HashMap<>(WebAdapter.environment(PORT));
        environment.putAll(Map.of(
                "PORT", Integer.toString(PORT),
                "RESOURCE_SERVER_URL", gatewayUrl,
                "WALLET_NETWORKS", config.network(),
                "MCP_TOKEN_SECRET", secrets.mcpToken().getSecretArn(),
                "UPLOAD_TOKEN_SECRET", secrets.uploadToken().getSecretArn(),
                "PRIVATE_KEY_SECRET", secrets.walletKey().getSecretArn(),
                "WALLET_DATABASE_URL", database.url(Database.WALLET_DATABASE, "/var/task"),
                "WALLET_DATABASE_SECRET", database.walletUser().getSecretArn(),
                "TOLLGATE_LOG_FORMAT", "json"));
        config.extraSettings().plainForFunction().forEach((name, value) -> ExtraSettings.add(environment, name, value));
        return environment;
    }

    /** Without the zip a placeholder, so that the template can be reviewed; infra/bin/deploy builds the zip first. */
    private Code code(Path zip) {
        if (Files.isRegularFile(zip)) {
            return Code.fromAsset(zip.toString());
        }
        Annotations.of(this)
                .addWarningV2(
                        "tollgate:no-zip",
                        zip + " does not exist, so the code of the function is a placeholder. To build it:"
                                + " mvn -Plambda package.");
        try {
            Path folder = Files.createTempDirectory("tollgate-no-zip");
            Files.writeString(folder.resolve("run.sh"), "#!/bin/sh\necho 'the zip was not built' >&2\nexit 1\n");
            return Code.fromAsset(folder.toString());
        } catch (IOException e) {
            throw new UncheckedIOException("could not write the placeholder for the code of the function", e);
        }
    }

    Alias live() {
        return live;
    }

    /** The public URL; ends with a slash. */
    FunctionUrl url() {
        return url;
    }

    LogGroup log() {
        return log;
    }
}
