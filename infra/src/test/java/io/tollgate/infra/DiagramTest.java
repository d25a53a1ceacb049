package io.tollgate.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.assertions.Template;

/** The diagram in docs/deploy.md matches the template: every arrow has a rule, a role or a setting. */
class DiagramTest {
    private static final Pattern BLOCK = Pattern.compile("```mermaid\n(.*?)```", Pattern.DOTALL);
    private static final Pattern ARROW = Pattern.compile("(?:-- \"[^\"]*\" -->|-\\. \"[^\"]*\" \\.->|-->)");
    private static final Pattern NODE = Pattern.compile("^\\s*([a-z0-9]+)");

    private static final Map<String, Predicate<Template>> EVIDENCE = Map.ofEntries(
            Map.entry(
                    "buyer-alb", has("AWS::ElasticLoadBalancingV2::LoadBalancer", "Name=x402-alb", "internet-facing")),
            Map.entry("agent-url", has("AWS::Lambda::Url", "AuthType=NONE", "Qualifier=live")),
            Map.entry(
                    "url-lambda",
                    has("AWS::Lambda::Function", "FunctionName=MCPServerFunction", "SnapStart=", "java25")),
            Map.entry("alb-tasks", has("AWS::EC2::SecurityGroupIngress", "FromPort=4021", "EntranceSecurityGroup")),
            Map.entry(
                    "tasks-aurora",
                    has(
                            "AWS::EC2::SecurityGroupIngress",
                            "FromPort=5432",
                            "DatabaseSecurityGroup",
                            "BackendSecurityGroup")),
            Map.entry(
                    "lambda-aurora",
                    has(
                            "AWS::EC2::SecurityGroupIngress",
                            "FromPort=5432",
                            "DatabaseSecurityGroup",
                            "McpSecurityGroup")),
            Map.entry("tasks-nat", has("AWS::ECS::Service", "AssignPublicIp=DISABLED", "insideSubnet1")),
            Map.entry("lambda-nat", has("AWS::Lambda::Function", "RESOURCE_SERVER_URL", "insideSubnet1")),
            Map.entry("nat-out", has("AWS::EC2::Route", "NatGatewayId", "0.0.0.0/0")),
            Map.entry("tasks-kms", has("AWS::KMS::Alias", "AliasName=alias/x402-sealing")),
            Map.entry(
                    "secrets-tasks",
                    has("AWS::ECS::TaskDefinition", "DATABASE_PASSWORD, ValueFrom", "UPLOAD_TOKEN, ValueFrom")),
            Map.entry(
                    "secrets-lambda",
                    has("AWS::Lambda::Function", "MCP_TOKEN_SECRET", "UPLOAD_TOKEN_SECRET", "PRIVATE_KEY_SECRET")),
            Map.entry("ecr-tasks", has("AWS::ECS::TaskDefinition", "/x402-backend-api:", "Cpu=512", "Memory=1024")),
            Map.entry("tasks-logs", has("AWS::Logs::LogGroup", "LogGroupName=/aws/ecs/x402-backend,")),
            Map.entry("lambda-logs2", has("AWS::Logs::LogGroup", "LogGroupName=/aws/lambda/MCPServerFunction,")),
            Map.entry("logs-alarms", has("AWS::Logs::MetricFilter", "BackendLog")),
            Map.entry("logs2-alarms", has("AWS::Logs::MetricFilter", "McpLog")),
            Map.entry("alarms-sns", has("AWS::CloudWatch::Alarm", "AlarmActions=", "AlarmsTopic")));

    private static Template template;
    private static String diagram;

    @BeforeAll
    static void read() throws IOException {
        template = Synthesis.of(Map.of()).deployment();
        Matcher block = BLOCK.matcher(Files.readString(Path.of("../docs/deploy.md")));
        assertThat(block.find()).isTrue();
        diagram = block.group(1);
    }

    @Test
    void everyArrowHasEvidenceInTheTemplate() {
        assertThat(arrows()).isEqualTo(new TreeSet<>(EVIDENCE.keySet()));
        EVIDENCE.forEach((arrow, evidence) ->
                assertThat(evidence.test(template)).as(arrow).isTrue());
    }

    @Test
    void everyNameInTheDiagramIsInTheTemplate() {
        String all = template.toJSON().toString();

        for (String name :
                Set.of("x402-alb", "x402-vpc", "x402-cluster", "x402-backend-api", "MCPServerFunction", "x402wallet")) {
            assertThat(diagram).contains(name);
            assertThat(all).contains(name);
        }
        assertThat(diagram).contains("2 to 8 tasks", "two availability zones");
        template.hasResourceProperties(
                "AWS::ApplicationAutoScaling::ScalableTarget", Map.of("MinCapacity", 2, "MaxCapacity", 8));
    }

    private static Set<String> arrows() {
        Set<String> found = new TreeSet<>();
        diagram.lines().filter(line -> line.contains("->")).forEach(line -> {
            String[] nodes = ARROW.split(line);
            for (int i = 1; i < nodes.length; i++) {
                found.add(node(nodes[i - 1]) + "-" + node(nodes[i]));
            }
        });
        return found;
    }

    private static String node(String text) {
        Matcher node = NODE.matcher(text);
        assertThat(node.find()).as(text).isTrue();
        return node.group(1);
    }

    /** The properties of one resource of that type contain all the parts. */
    private static Predicate<Template> has(String type, String... parts) {
        return template -> Json.properties(template, type)
                .map(properties -> properties + ",")
                .anyMatch(text -> Set.of(parts).stream().allMatch(text::contains));
    }
}
