package io.tollgate.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.assertions.Template;

/** The network, the load balancer, and the security groups between the parts. */
class NetworkTest {
    private static final Template TEMPLATE = Synthesis.standard().deployment();

    @Test
    void theNetworkHasTwoZonesAndTwoNatGateways() {
        TEMPLATE.hasResource(
                "AWS::EC2::VPC",
                Map.of(
                        "Properties",
                        Match.objectLike(Map.of(
                                "CidrBlock",
                                Network.CIDR,
                                "Tags",
                                Match.arrayWith(List.of(Map.of("Key", "Name", "Value", "x402-vpc")))))));
        TEMPLATE.resourceCountIs("AWS::EC2::Subnet", 6);
        TEMPLATE.resourceCountIs("AWS::EC2::NatGateway", 2);
        TEMPLATE.resourceCountIs("AWS::EC2::VPCEndpoint", 2);
        TEMPLATE.allResourcesProperties("AWS::EC2::VPCEndpoint", Map.of("VpcEndpointType", "Gateway"));
        TEMPLATE.hasResourceProperties("AWS::EC2::FlowLog", Map.of("TrafficType", "REJECT"));
    }

    @Test
    void theLoadBalancerWaitsLongerThanASettlement() {
        TEMPLATE.hasResourceProperties(
                "AWS::ElasticLoadBalancingV2::LoadBalancer",
                Map.of(
                        "Scheme",
                        "internet-facing",
                        "LoadBalancerAttributes",
                        Match.arrayWith(List.of(
                                attribute("idle_timeout.timeout_seconds", "130"),
                                attribute("routing.http.drop_invalid_header_fields.enabled", "true")))));
        TEMPLATE.hasResourceProperties("AWS::ElasticLoadBalancingV2::Listener", Map.of("Port", 80, "Protocol", "HTTP"));
    }

    @Test
    void targetsHaveHealthChecksAndDrainForAsLongAsASettlementTakes() {
        TEMPLATE.hasResourceProperties(
                "AWS::ElasticLoadBalancingV2::TargetGroup",
                Map.of(
                        "Port",
                        4021,
                        "HealthCheckPath",
                        "/health",
                        "HealthCheckIntervalSeconds",
                        10,
                        "HealthyThresholdCount",
                        2,
                        "UnhealthyThresholdCount",
                        3,
                        "Matcher",
                        Map.of("HttpCode", "200"),
                        "TargetGroupAttributes",
                        Match.arrayWith(List.of(attribute("deregistration_delay.timeout_seconds", "110")))));
    }

    @Test
    void onlyTheLoadBalancerReachesTheTasks() {
        TEMPLATE.hasResourceProperties(
                "AWS::EC2::SecurityGroupIngress",
                Map.of(
                        "FromPort",
                        4021,
                        "ToPort",
                        4021,
                        "GroupId",
                        Match.objectLike(
                                Map.of("Fn::GetAtt", Match.arrayWith(List.of(Match.stringLikeRegexp("Backend.*"))))),
                        "SourceSecurityGroupId",
                        Match.objectLike(
                                Map.of("Fn::GetAtt", Match.arrayWith(List.of(Match.stringLikeRegexp("Entrance.*")))))));
        Map<String, Map<String, Object>> groups = TEMPLATE.findResources("AWS::EC2::SecurityGroup", Map.of());
        List<String> open = groups.values().stream()
                .map(Object::toString)
                .filter(group -> group.contains("SecurityGroupIngress"))
                .toList();
        assertThat(open).singleElement().asString().contains("FromPort=80", "ToPort=80", "CidrIp=0.0.0.0/0");
    }

    @Test
    void onlyTasksAndFunctionReachTheDatabase() {
        Map<String, Map<String, Object>> rules = TEMPLATE.findResources(
                "AWS::EC2::SecurityGroupIngress",
                Map.of(
                        "Properties",
                        Match.objectLike(Map.of(
                                "GroupId",
                                Match.objectLike(Map.of(
                                        "Fn::GetAtt",
                                        Match.arrayWith(List.of(Match.stringLikeRegexp("Database.*")))))))));

        assertThat(rules.toString()).contains("BackendSecurityGroup", "McpSecurityGroup");
        assertThat(rules).hasSize(2);
    }

    private static Map<String, String> attribute(String key, String value) {
        return Map.of("Key", key, "Value", value);
    }
}
