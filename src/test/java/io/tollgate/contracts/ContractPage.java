package io.tollgate.contracts;

import io.tollgate.admin.jmx.ManagedDownloads;
import io.tollgate.admin.jmx.ManagedGateway;
import io.tollgate.admin.jmx.ManagedItems;
import io.tollgate.admin.jmx.ManagedKeys;
import io.tollgate.admin.jmx.ManagedRoutes;
import io.tollgate.admin.jmx.ManagedSales;
import io.tollgate.admin.jmx.ManagedSettlements;
import io.tollgate.admin.jmx.ManagedUpstreams;
import io.tollgate.cli.CommandNames;
import io.tollgate.cli.ExitCodes;
import io.tollgate.log.LogEvent;
import io.tollgate.x402.signin.SignInFault;
import java.lang.annotation.Annotation;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedOperation;

/** Writes docs/contracts.md from the route files, the sources and the classes that define public names. */
final class ContractPage {
    private static final Map<String, Class<?>> JMX = new LinkedHashMap<>();

    static {
        JMX.put("Aggregators", ManagedUpstreams.class);
        JMX.put("Downloads", ManagedDownloads.class);
        JMX.put("Facilitators", ManagedUpstreams.class);
        JMX.put("Gateway", ManagedGateway.class);
        JMX.put("Items", ManagedItems.class);
        JMX.put("Keys", ManagedKeys.class);
        JMX.put("Routes", ManagedRoutes.class);
        JMX.put("Sales", ManagedSales.class);
        JMX.put("Settlements", ManagedSettlements.class);
    }

    private final RouteNames routes = RouteNames.read();
    private final SourceNames sources = SourceNames.read();
    private final StringBuilder page = new StringBuilder();

    private ContractPage() {}

    static String write() {
        ContractPage contracts = new ContractPage();
        contracts.introduce();
        contracts.commands();
        contracts.problems();
        contracts.metrics();
        contracts.events();
        contracts.managementBeans();
        contracts.tools();
        contracts.kamelets();
        contracts.beans();
        contracts.properties();
        contracts.routes();
        return contracts.page.toString();
    }

    private void introduce() {
        page.append("""
                # Public names

                Scripts, dashboards, alarms and route files refer to these names. They change only with an entry in
                [CHANGELOG.md](../CHANGELOG.md). Settings are in [configuration.md](configuration.md), HTTP in
                [protocol.md](protocol.md). This page is generated from the code, and a test fails when they differ; after a change,
                write it with `./mvnw -Dtest=ContractPageTest -Dtollgate.pages=write test`.
                """);
    }

    private void commands() {
        table(
                "Commands",
                "Command | Options besides settings",
                CommandNames.all().entrySet(),
                command -> code(command.getKey()) + " | " + codes(command.getValue()));
        table(
                "Exit codes",
                "Code | Name",
                exitCodes().entrySet(),
                code -> code.getKey() + " | " + code(code.getValue()));
    }

    private static Map<Integer, String> exitCodes() {
        return Arrays.stream(ExitCodes.class.getFields())
                .collect(Collectors.toMap(ContractPage::value, Field::getName));
    }

    private static Integer value(Field constant) {
        try {
            return constant.getInt(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private void problems() {
        table(
                "Problem codes",
                "Code | Status",
                sources.problems().entrySet(),
                problem -> code(problem.getKey()) + " | " + String.join(", ", problem.getValue()));
        table("Sign-in faults", "Code", List.of(SignInFault.values()), fault -> code(fault.code()));
    }

    private void metrics() {
        table(
                "Metrics",
                "Metric at `/observe/metrics` | Kind | Labels",
                sources.metrics(),
                metric -> code(metric.name()) + " | " + metric.kind() + " | " + codes(metric.tags()));
    }

    private void events() {
        table(
                "Log events",
                "Field `event` of a log line | Level | Meaning",
                List.of(LogEvent.values()),
                event -> code(event.key()) + " | " + event.level() + " | " + event.meaning());
    }

    private void managementBeans() {
        table(
                "JMX beans",
                "Name | Attributes | Operations",
                JMX.entrySet(),
                bean -> code("io.tollgate:type=" + bean.getKey())
                        + " | " + codes(names(bean.getValue(), ManagedAttribute.class)) + " | "
                        + codes(names(bean.getValue(), ManagedOperation.class)));
    }

    private static List<String> names(Class<?> bean, Class<? extends Annotation> kind) {
        return Arrays.stream(bean.getMethods())
                .filter(method -> method.isAnnotationPresent(kind))
                .map(Method::getName)
                .map(name -> kind == ManagedAttribute.class ? name.replaceFirst("^(get|is)", "") : name)
                .distinct()
                .sorted()
                .toList();
    }

    private void tools() {
        table(
                "MCP tools",
                "Tool | Tags",
                routes.tools(),
                tool -> code(tool.name()) + " | " + (tool.tags().isEmpty() ? "" : code(tool.tags())));
    }

    private void kamelets() {
        for (RouteNames.Kamelet kamelet : RouteNames.kamelets()) {
            table(
                    "Kamelet " + code(kamelet.name()),
                    "Property | Type | Default",
                    kamelet.properties().entrySet(),
                    property -> code(property.getKey()) + " | "
                            + property.getValue().get("type") + " | "
                            + (kamelet.required().contains(property.getKey())
                                    ? "required"
                                    : literal(property.getValue().get("default"))));
        }
    }

    private void beans() {
        table(
                "Beans",
                "Bean of a step, `#bean:` | Routes that call it",
                routes.beans().entrySet(),
                bean -> code(bean.getKey()) + " | " + codes(bean.getValue()));
    }

    private void properties() {
        table(
                "Exchange properties",
                "Expression, `${exchangeProperty.…}` | Routes that read it",
                routes.properties().entrySet(),
                property -> code(property.getKey()) + " | " + codes(property.getValue()));
    }

    private void routes() {
        routes.byFile()
                .forEach((file, all) -> table(
                        "Routes in " + code(file),
                        "Route | From | Steps",
                        all,
                        route -> code(route.id()) + " | " + (route.from().isEmpty() ? "" : code(route.from())) + " | "
                                + codes(route.steps())));
    }

    private interface Row<T> {
        String of(T value);
    }

    private <T> void table(String title, String columns, Collection<T> values, Row<T> row) {
        page.append("\n## ").append(title).append("\n\n| ").append(columns).append(" |\n|");
        page.append("---|".repeat(columns.split(" \\| ").length)).append('\n');
        values.forEach(value -> page.append("| ").append(row.of(value)).append(" |\n"));
    }

    private static String code(String name) {
        return "`" + name + "`";
    }

    private static String codes(Collection<String> names) {
        return names.stream().map(ContractPage::code).collect(Collectors.joining(", "));
    }

    private static String literal(Object value) {
        return value == null || value.toString().isEmpty() ? "" : code(value.toString());
    }
}
