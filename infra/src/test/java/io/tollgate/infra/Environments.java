package io.tollgate.infra;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awscdk.assertions.Template;

/** Environments from a template, with example values where CloudFormation inserts attributes of resources. */
final class Environments {
    static final String SECRET = "<secret>";
    private static final String ACCOUNT = "us-east-1:111122223333";

    private Environments() {}

    /** Values by name; the value of a secret is {@link #SECRET}. */
    static Map<String, String> ofTasks(Template template) {
        Map<String, Object> container = Json.maps(
                        properties(template, "AWS::ECS::TaskDefinition", "Family", "x402-backend-api")
                                .get("ContainerDefinitions"))
                .getFirst();
        Map<String, String> environment = new TreeMap<>();
        Json.maps(container.get("Environment"))
                .forEach(entry -> environment.put(entry.get("Name").toString(), text(entry.get("Value"))));
        Json.maps(container.get("Secrets"))
                .forEach(entry -> environment.put(entry.get("Name").toString(), SECRET));
        return environment;
    }

    static Map<String, String> ofFunction(Template template) {
        Map<String, Object> function =
                properties(template, "AWS::Lambda::Function", "FunctionName", "MCPServerFunction");
        Map<String, String> environment = new TreeMap<>();
        Json.map(Json.map(function.get("Environment")).get("Variables"))
                .forEach((name, value) -> environment.put(name, text(value)));
        return environment;
    }

    /** Filter patterns by the name of the metric. */
    static Map<String, String> ofLogFilters(Template template) {
        Map<String, String> filters = new TreeMap<>();
        template.findResources("AWS::Logs::MetricFilter", Map.of()).values().forEach(filter -> {
            Map<String, Object> properties = Json.map(filter.get("Properties"));
            String metric = Json.maps(properties.get("MetricTransformations"))
                    .getFirst()
                    .get("MetricName")
                    .toString();
            filters.put(metric, properties.get("FilterPattern").toString());
        });
        return filters;
    }

    private static Map<String, Object> properties(Template template, String type, String key, String value) {
        return template.findResources(type, Map.of("Properties", Map.of(key, value))).values().stream()
                .map(resource -> Json.map(resource.get("Properties")))
                .findFirst()
                .orElseThrow();
    }

    /** An example of the value after a deployment. */
    private static String text(Object value) {
        if (value instanceof String text) {
            return text;
        }
        Map<String, Object> function = Json.map(value);
        if (function.get("Fn::Join") instanceof List<?> join) {
            return ((List<?>) join.get(1)).stream().map(Environments::text).collect(Collectors.joining());
        }
        if (function.get("Ref") instanceof String name) {
            return name.startsWith("AWS::")
                    ? name.equals("AWS::Partition") ? "aws" : "us-east-1"
                    : "arn:aws:secretsmanager:" + ACCOUNT + ":secret:" + name;
        }
        List<?> attribute = (List<?>) function.get("Fn::GetAtt");
        return switch (attribute.get(1).toString()) {
            case "DNSName" -> "x402-alb.example.com";
            case "Endpoint.Address" -> "x402-database.example.com";
            case "Arn" -> "arn:aws:kms:" + ACCOUNT + ":key/00000000-0000-0000-0000-000000000000";
            default -> throw new IllegalStateException("no example value for " + value);
        };
    }
}
