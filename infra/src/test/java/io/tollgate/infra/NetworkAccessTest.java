package io.tollgate.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.assertions.Template;

/** Access between parts: ports, subnets, secrets, permissions. */
class NetworkAccessTest {
    private static Template template;

    @BeforeAll
    static void synthesize() {
        template = Synthesis.of(Map.of()).deployment();
    }

    @Test
    void withACertificateOnlyTwoPortsOfTheLoadBalancerAreOpen() {
        Template encrypted = Synthesis.of(Map.of(
                        "https", "certificate",
                        "certificate",
                                "arn:aws:acm:eu-west-1:111122223333:certificate/12345678-1234-1234-1234-123456789012",
                        "domain", "files.example.com"))
                .deployment();

        Set<String> open = new TreeSet<>();
        Json.properties(encrypted, "AWS::EC2::SecurityGroup")
                .forEach(group -> Json.maps(group.getOrDefault("SecurityGroupIngress", List.of()))
                        .forEach(rule ->
                                open.add(rule.get("FromPort") + "-" + rule.get("ToPort") + " " + rule.get("CidrIp"))));
        assertThat(open).containsExactly("443-443 0.0.0.0/0", "80-80 0.0.0.0/0");
    }

    @Test
    void subnetsAreInTwoZonesAndThoseOfTheDatabaseAreIsolated() {
        assertThat(Json.properties(template, "AWS::EC2::Subnet")
                        .map(subnet -> subnet.get("AvailabilityZone").toString())
                        .distinct())
                .hasSize(2);
        assertThat(template.findResources("AWS::EC2::Route", Map.of()).keySet())
                .noneMatch(name -> name.contains("databaseSubnet"))
                .hasSize(4);
        assertThat(Json.properties(template, "AWS::RDS::DBSubnetGroup")
                        .map(group -> group.get("SubnetIds").toString()))
                .singleElement()
                .asString()
                .contains("databaseSubnet1", "databaseSubnet2")
                .doesNotContain("inside", "public");
    }

    @Test
    void theFreeGatewayEndpointsExist() {
        assertThat(Json.properties(template, "AWS::EC2::VPCEndpoint")
                        .map(endpoint -> endpoint.get("ServiceName").toString()))
                .anyMatch(name -> name.contains(".s3"))
                .anyMatch(name -> name.contains(".dynamodb"));
    }

    @Test
    void theFunctionRunsInThePrivateSubnetsWithItsOwnSecurityGroup() {
        template.hasResourceProperties(
                "AWS::Lambda::Function",
                Map.of(
                        "FunctionName",
                        "MCPServerFunction",
                        "VpcConfig",
                        Map.of(
                                "SubnetIds",
                                List.of(
                                        Match.objectLike(Map.of("Ref", Match.stringLikeRegexp(".*insideSubnet1.*"))),
                                        Match.objectLike(Map.of("Ref", Match.stringLikeRegexp(".*insideSubnet2.*")))),
                                "SecurityGroupIds",
                                List.of(Match.objectLike(Map.of(
                                        "Fn::GetAtt",
                                        Match.arrayWith(List.of(Match.stringLikeRegexp("McpSecurityGroup.*")))))))));
    }

    @Test
    void tasksAndFunctionReadOnlyTheirOwnSecrets() {
        String function = policies("McpFunction");
        String tasks = policies("BackendTask");

        assertThat(function)
                .contains("SecretsWalletKey", "SecretsMcpToken", "SecretsUploadToken", "DatabaseWalletUser")
                .doesNotContain("DatabaseClusterSecret", "SealingKey");
        assertThat(tasks)
                .contains("SecretsUploadToken", "DatabaseClusterSecret", "SealingKey")
                .doesNotContain("SecretsWalletKey", "SecretsMcpToken", "DatabaseWalletUser");
    }

    @Test
    void theUrlIsPublicBecauseTheServerVerifiesTheToken() {
        assertThat(Json.properties(template, "AWS::Lambda::Permission")
                        .map(permission -> permission.get("Action") + " " + permission.get("Principal")))
                .containsExactlyInAnyOrder("lambda:InvokeFunctionUrl *", "lambda:InvokeFunction *");
        template.hasResourceProperties("AWS::Lambda::Permission", Map.of("InvokedViaFunctionUrl", true));
    }

    /** Resources that CDK adds for itself have no tags. */
    @Test
    void resourcesAreTaggedWithNetworkAndProject() {
        for (String type : List.of(
                "AWS::EC2::VPC",
                "AWS::ECS::Cluster",
                "AWS::ElasticLoadBalancingV2::LoadBalancer",
                "AWS::RDS::DBCluster",
                "AWS::Lambda::Function",
                "AWS::SecretsManager::Secret",
                "AWS::KMS::Key")) {
            assertThat(Json.properties(template, type)
                            .filter(properties -> properties.containsKey("Tags"))
                            .map(properties -> properties.get("Tags").toString()))
                    .isNotEmpty()
                    .allMatch(tags -> tags.contains("Key=network, Value=base-sepolia"))
                    .allMatch(tags -> tags.contains("Key=project, Value=tollgate"));
        }
    }

    private static String policies(String prefix) {
        StringBuilder found = new StringBuilder();
        template.findResources("AWS::IAM::Policy", Map.of()).forEach((name, policy) -> {
            if (name.startsWith(prefix)) {
                found.append(policy);
            }
        });
        return found.toString();
    }
}
