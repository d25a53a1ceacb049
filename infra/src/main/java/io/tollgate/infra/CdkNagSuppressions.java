package io.tollgate.infra;

import io.github.cdklabs.cdknag.NagPackSuppression;
import io.github.cdklabs.cdknag.NagSuppressions;
import java.util.List;
import software.amazon.awscdk.Stack;

/** Why a finding of cdk-nag is left as it is, at the one resource it is about. What is not said here fails a synthesis. */
final class CdkNagSuppressions {
    private static final List<String> MANAGED = List.of(
            "Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole",
            "Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole");

    private final Stack stack;

    private CdkNagSuppressions(Stack stack) {
        this.stack = stack;
    }

    static void note(Stack stack, DeploymentConfig config) {
        CdkNagSuppressions suppressions = new CdkNagSuppressions(stack);
        suppressions.secrets();
        suppressions.roles();
        suppressions.loadBalancer(config);
        if (!config.protect()) {
            suppressions.leave(
                    "Database/Cluster",
                    "AwsSolutions-RDS10",
                    "A deployment to try out can be taken down again; -c protect=true protects it.");
        }
        suppressions.leave(
                "Backend/Task",
                "AwsSolutions-ECS2",
                "What stands there is no secret: addresses and names. Secrets come from Secrets Manager.");
    }

    private void secrets() {
        String token = "Whoever holds the token has to be given the new one, so a person rotates it: docs/deploy.md.";
        leave("Secrets/UploadToken", "AwsSolutions-SMG4", token);
        leave("Secrets/McpToken", "AwsSolutions-SMG4", token);
        leave(
                "Secrets/WalletKey",
                "AwsSolutions-SMG4",
                "The key of an account on a chain cannot be changed; another account has another balance.");
        leave(
                "Database/Cluster/Secret",
                "AwsSolutions-SMG4",
                "The tasks read it when they start; it is rotated with a deployment, not behind their backs.");
        leave(
                "Database/WalletUser",
                "AwsSolutions-SMG4",
                "A new value is taken over by the next deployment, which sets the password of the user as well.");
    }

    private void roles() {
        String managed =
                "The managed policy of AWS allows a function to write its log and to be in a network, no more.";
        leave("Mcp/Function/ServiceRole", "AwsSolutions-IAM4", managed, MANAGED);
        leave("Database/WalletDatabase/Maker/ServiceRole", "AwsSolutions-IAM4", managed, MANAGED);
        leave(
                "Backend/Task/ExecutionRole",
                "AwsSolutions-IAM5",
                "ecr:GetAuthorizationToken is about no resource; AWS takes it with * only.",
                List.of("Resource::*"));
    }

    private void loadBalancer(DeploymentConfig config) {
        leave(
                "Entrance/LoadBalancer",
                "AwsSolutions-ELB2",
                "Every request is counted and every sale logged by the gateway; a bucket of access logs is left to the operator.");
        if (config.https() == DeploymentConfig.Https.CLOUDFRONT) {
            String path = "Entrance/Distribution";
            leave(path, "AwsSolutions-CFR1", "Files are sold to everybody who pays.");
            leave(path, "AwsSolutions-CFR2", "The web firewall, where it is chosen, stands at the load balancer.");
            leave(path, "AwsSolutions-CFR3", "Every sale is logged by the gateway; a bucket is left to the operator.");
            leave(path, "AwsSolutions-CFR4", "Without a domain there is no certificate but CloudFront's own.");
        } else {
            leave("Entrance/SecurityGroup", "AwsSolutions-EC23", "A shop is open to everybody; ports 80 and 443 only.");
        }
    }

    private void leave(String path, String rule, String reason) {
        suppress(path, NagPackSuppression.builder().id(rule).reason(reason).build());
    }

    private void leave(String path, String rule, String reason, List<String> appliesTo) {
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
