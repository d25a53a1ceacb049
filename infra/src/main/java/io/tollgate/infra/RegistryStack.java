package io.tollgate.infra;

import java.util.List;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.ecr.LifecycleRule;
import software.amazon.awscdk.services.ecr.Repository;
import software.amazon.awscdk.services.ecr.RepositoryEncryption;
import software.amazon.awscdk.services.ecr.TagMutability;
import software.constructs.Construct;

/** The image registry. A separate stack, because the image must exist before the service starts. */
final class RegistryStack extends Stack {
    static final String REPOSITORY = "x402-backend-api";
    private static final int MAX_IMAGES = 20;

    RegistryStack(Construct scope, String id, StackProps props, DeploymentConfig config) {
        super(scope, id, props);
        Repository repository = Repository.Builder.create(this, "Repository")
                .repositoryName(REPOSITORY)
                .imageScanOnPush(true)
                .imageTagMutability(TagMutability.IMMUTABLE)
                .encryption(RepositoryEncryption.AES_256)
                .lifecycleRules(List.of(LifecycleRule.builder()
                        .description("The newest images, to roll back to")
                        .maxImageCount(MAX_IMAGES)
                        .build()))
                .emptyOnDelete(!config.protect())
                .removalPolicy(config.protect() ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY)
                .build();
        CfnOutput.Builder.create(this, "RepositoryUri")
                .description("The repository that infra/bin/push-image pushes to")
                .value(repository.getRepositoryUri())
                .build();
    }
}
