package io.tollgate.infra;

import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import io.github.cdklabs.cdknag.NagPackProps;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.Tags;

/** The CDK app: a stack for the image registry, and a stack for everything else. Synthesis needs no AWS account. */
public final class Deployment {
    private Deployment() {}

    public static void main(String[] arguments) {
        App app = new App();
        try {
            build(app, DeploymentConfig.read(app.getNode()::tryGetContext, System.getenv()), System.getenv());
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
        app.synth();
    }

    /** Adds both stacks to the app, checked by cdk-nag. */
    static Stacks build(App app, DeploymentConfig config, Map<String, String> environment) {
        RegistryStack registry =
                new RegistryStack(app, "X402Registry", props("The image of Tollgate", config, environment), config);
        CdkStack stack = new CdkStack(
                app, "CdkStack", props("Tollgate: sells files over HTTP 402", config, environment), config);
        Tags.of(app).add("project", "tollgate");
        Tags.of(app).add("network", config.network());
        Aspects.of(app)
                .add(new AwsSolutionsChecks(
                        NagPackProps.builder().verbose(true).reports(true).build()));
        return new Stacks(registry, stack);
    }

    record Stacks(RegistryStack registry, CdkStack deployment) {}

    /** Without an account the stacks stay independent of one: CloudFormation resolves account and region. */
    private static StackProps props(String description, DeploymentConfig config, Map<String, String> environment) {
        StackProps.Builder props =
                StackProps.builder().description(description).terminationProtection(config.protect());
        Optional.ofNullable(environment.get("CDK_DEFAULT_ACCOUNT"))
                .ifPresent(account -> props.env(Environment.builder()
                        .account(account)
                        .region(environment.get("CDK_DEFAULT_REGION"))
                        .build()));
        return props.build();
    }
}
