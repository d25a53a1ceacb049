package io.tollgate.infra;

import io.github.cdklabs.cdknag.NagPackSuppression;
import io.github.cdklabs.cdknag.NagSuppressions;
import java.util.List;
import software.amazon.awscdk.Stack;

/** The suppressed findings of cdk-nag, each for one resource and with its reason. Any other finding fails the tests. */
final class CdkNagSuppressions {
    private static final List<String> MANAGED_POLICIES = List.of(
            "Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole",
            "Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole");

    private final Stack stack;

    private CdkNagSuppressions(Stack stack) {
        this.stack = stack;
    }

    static void apply(Stack stack, DeploymentConfig config) {
        CdkNagSuppressions suppressions = new CdkNagSuppressions(stack);
        suppressions.secrets();
        suppressions.roles();
        suppressions.loadBalancer(config);
        if (!config.protect()) {
            suppressions.suppress(
                    "Database/Cluster",
                    "AwsSolutions-RDS10",
                    "A trial deployment must be deletable; -c protect=true protects it.");
        }
        suppressions.suppress(
                "Backend/Task",
                "AwsSolutions-ECS2",
                "The variables are addresses and names. Secrets come from Secrets Manager.");
    }

    private void secrets() {
        String token = "Every client needs the new token, so an operator rotates it: docs/deploy.md.";
        suppress("Secrets/UploadToken", "AwsSolutions-SMG4", token);
        suppress("Secrets/McpToken", "AwsSolutions-SMG4", token);
        suppress(
                "Secrets/WalletKey",
                "AwsSolutions-SMG4",
                "The key of a blockchain account cannot be changed; another key is another account.");
        suppress(
                "Database/Cluster/Secret",
                "AwsSolutions-SMG4",
                "The tasks read it only at start, so it is rotated with a deployment.");
        suppress(
                "Database/WalletUser",
                "AwsSolutions-SMG4",
                "The next deployment uses a new value and sets the password of the user.");
    }

    private void roles() {
        String managed = "The managed policy of AWS allows a function only to write its log and to join a network.";
        suppress("Mcp/Function/ServiceRole", "AwsSolutions-IAM4", managed, MANAGED_POLICIES);
        suppress("Database/WalletDatabase/Maker/ServiceRole", "AwsSolutions-IAM4", managed, MANAGED_POLICIES);
        suppress(
                "Backend/Task/ExecutionRole",
                "AwsSolutions-IAM5",
                "ecr:GetAuthorizationToken has no resource; AWS accepts only *.",
                List.of("Resource::*"));
    }

    private void loadBalancer(DeploymentConfig config) {
        suppress(
                "Entrance/LoadBalancer",
                "AwsSolutions-ELB2",
                "The gateway counts every request and logs every sale; an operator may add access logs.");
        if (config.https() == DeploymentConfig.Https.CLOUDFRONT) {
            String path = "Entrance/Distribution";
            suppress(path, "AwsSolutions-CFR1", "Buyers in every country may pay and download.");
            suppress(path, "AwsSolutions-CFR2", "The optional web firewall is attached to the load balancer.");
            suppress(path, "AwsSolutions-CFR3", "The gateway logs every sale; an operator may add access logs.");
            suppress(path, "AwsSolutions-CFR4", "Without a domain only the certificate of CloudFront is available.");
        } else {
            suppress(
                    "Entrance/SecurityGroup",
                    "AwsSolutions-EC23",
                    "The gateway is public; only ports 80 and 443 are open.");
        }
    }

    private void suppress(String path, String rule, String reason) {
        suppress(path, NagPackSuppression.builder().id(rule).reason(reason).build());
    }

    private void suppress(String path, String rule, String reason, List<String> appliesTo) {
        suppress(
                path,
                NagPackSuppression.builder()
                        .id(rule)
                        .reason(reason)
                        .appliesTo(appliesTo)
                        .build());
    }

    private void suppress(String path, NagPackSuppression reason) {
        NagSuppressions.addResourceSuppressionsByPath(
                stack, "/" + stack.getStackName() + "/" + path, List.of(reason), true);
    }
}
