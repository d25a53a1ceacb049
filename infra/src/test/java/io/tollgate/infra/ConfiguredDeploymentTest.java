package io.tollgate.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.assertions.Template;

/** The effects of the deployment options. */
class ConfiguredDeploymentTest {
    private static final String CERTIFICATE =
            "arn:aws:acm:eu-west-1:111122223333:certificate/12345678-1234-1234-1234-123456789012";

    @Test
    void everyOptionReachesTheTemplate() {
        Synthesis synthesis = Synthesis.of(Map.of(
                "https", "certificate",
                "certificate", CERTIFICATE,
                "domain", "files.example.com",
                "nat", "1",
                "waf", "true",
                "protect", "true",
                "mcpConcurrency", "10",
                "alarmEmail", "operator@example.com",
                "settlementHook", "settlement-hook"));
        Template template = synthesis.deployment();

        assertThat(synthesis.errors()).isEmpty();
        assertThat(synthesis.warnings()).noneMatch(warning -> warning.contains("plain HTTP"));
        template.hasResourceProperties(
                "AWS::ElasticLoadBalancingV2::Listener",
                Map.of("Port", 443, "Certificates", List.of(Map.of("CertificateArn", CERTIFICATE))));
        template.hasResourceProperties(
                "AWS::ElasticLoadBalancingV2::Listener",
                Map.of("Port", 80, "DefaultActions", List.of(Match.objectLike(Map.of("Type", "redirect")))));
        template.hasOutput("BackendApiUrl", Map.of("Value", "https://files.example.com"));
        template.resourceCountIs("AWS::EC2::NatGateway", 1);
        template.hasResourceProperties("AWS::WAFv2::WebACL", Map.of("Scope", "REGIONAL"));
        template.resourceCountIs("AWS::WAFv2::WebACLAssociation", 1);
        template.hasResourceProperties("AWS::RDS::DBCluster", Map.of("DeletionProtection", true));
        template.hasResourceProperties(
                "AWS::Lambda::Function",
                Map.of("FunctionName", "MCPServerFunction", "ReservedConcurrentExecutions", 10));
        template.hasResourceProperties(
                "AWS::SNS::Subscription", Map.of("Protocol", "email", "Endpoint", "operator@example.com"));
        template.hasResourceProperties(
                "AWS::ECS::TaskDefinition",
                Map.of(
                        "ContainerDefinitions",
                        Match.arrayWith(List.of(Match.objectLike(Map.of(
                                "Environment",
                                Match.arrayWith(List.of(
                                        Map.of("Name", "TOLLGATE_SETTLEMENT_HOOK", "Value", "settlement-hook")))))))));
        template.hasResourceProperties(
                "AWS::IAM::Policy",
                Map.of(
                        "PolicyDocument",
                        Match.objectLike(Map.of(
                                "Statement",
                                Match.arrayWith(
                                        List.of(Match.objectLike(Map.of("Action", "lambda:InvokeFunction"))))))));
        assertThat(synthesis.stack().getTerminationProtection()).isTrue();
    }

    @Test
    void onlyCloudFrontReachesTheLoadBalancer() {
        Synthesis synthesis = Synthesis.of(Map.of("https", "cloudfront"));
        Template template = synthesis.deployment();

        assertThat(synthesis.errors()).isEmpty();
        template.hasResourceProperties("AWS::ElasticLoadBalancingV2::LoadBalancer", Map.of("Scheme", "internal"));
        template.resourceCountIs("AWS::CloudFront::VpcOrigin", 1);
        template.hasResourceProperties(
                "AWS::CloudFront::Distribution",
                Map.of(
                        "DistributionConfig",
                        Match.objectLike(Map.of(
                                "DefaultCacheBehavior",
                                Match.objectLike(Map.of("ViewerProtocolPolicy", "redirect-to-https"))))));
        assertThat(template.findResources("AWS::EC2::SecurityGroup", Map.of()).toString())
                .doesNotContain("CidrIp=0.0.0.0/0, Description=Buyers");
    }
}
