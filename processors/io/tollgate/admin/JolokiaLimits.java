package io.tollgate.admin;

import java.util.Map;
import java.util.Set;
import javax.management.ObjectName;
import org.jolokia.server.core.service.api.Restrictor;
import org.jolokia.server.core.util.HttpMethod;
import org.jolokia.server.core.util.RequestType;

/**
 * What the console may do through JMX: read some domains, start and stop routes, draw diagrams, and call the operations of
 * Tollgate. Everything else is refused: writing attributes, other operations, diagnostic commands, system properties and
 * arguments of the JVM, and Camel's tracers and debuggers, which show messages.
 */
final class JolokiaLimits implements Restrictor {
    static final String TOLLGATE = "io.tollgate";

    private static final String CAMEL = "org.apache.camel";
    private static final String JVM = "java.lang";
    private static final Set<String> DOMAINS = Set.of(TOLLGATE, CAMEL, JVM, "java.nio");
    private static final Set<String> JVM_SECRETS = Set.of(
            "SystemProperties", "InputArguments", "ClassPath", "BootClassPath", "LibraryPath", "ObjectName", "Name");
    private static final Set<String> TYPES = Set.of("read", "list", "search", "version", "exec");
    private static final Set<String> HIDDEN_CAMEL = Set.of("tracer", "debugger");

    /** Allowed operations by the type of Camel's MBean. */
    private static final Map<String, Set<String>> CAMEL_OPERATIONS = Map.of(
            "context",
                    Set.of(
                            "dumpRoutesAsXml",
                            "dumpRoutesStatsAsXml",
                            "dumpRoutesStructureAsXml",
                            "dumpStructuredRoutesStatsAsXml",
                            "dumpStepStatsAsXml",
                            "dumpRoutesSourceLocationsAsXml",
                            "dumpRoutesCoverageAsXml"),
            "routes",
                    Set.of(
                            "start",
                            "stop",
                            "suspend",
                            "resume",
                            "dumpRouteAsXml",
                            "dumpRouteStatsAsXml",
                            "dumpRouteStructureAsXml",
                            "dumpStructuredRouteStatsAsXml",
                            "dumpStepStatsAsXml",
                            "dumpRouteSourceLocationsAsXml"),
            "services", Set.of("browse", "size", "endpointStatistics", "listRestServices"));

    @Override
    public boolean isHttpMethodAllowed(HttpMethod method) {
        return method == HttpMethod.GET || method == HttpMethod.POST;
    }

    @Override
    public boolean isTypeAllowed(RequestType type) {
        return TYPES.contains(type.getName());
    }

    @Override
    public boolean isAttributeReadAllowed(ObjectName name, String attribute) {
        return !isObjectNameHidden(name) && !(name.getDomain().equals(JVM) && JVM_SECRETS.contains(attribute));
    }

    @Override
    public boolean isAttributeWriteAllowed(ObjectName name, String attribute) {
        return false;
    }

    /** @param operation with or without its signature: {@code stop} or {@code stop(long)} */
    @Override
    public boolean isOperationAllowed(ObjectName name, String operation) {
        int signature = operation.indexOf('(');
        String method = signature < 0 ? operation : operation.substring(0, signature);
        return switch (name.getDomain()) {
            case TOLLGATE -> true;
            case CAMEL ->
                !isObjectNameHidden(name)
                        && CAMEL_OPERATIONS.getOrDefault(type(name), Set.of()).contains(method);
            default -> false;
        };
    }

    /** Empty for a name without a type, and for a pattern. */
    private static String type(ObjectName name) {
        String type = name.isPattern() ? null : name.getKeyProperty("type");
        return type == null ? "" : type;
    }

    /** The guard of the port has already authenticated the caller. */
    @Override
    public boolean isRemoteAccessAllowed(String... hostOrAddress) {
        return true;
    }

    @Override
    public boolean isOriginAllowed(String origin, boolean onlyWhenStrict) {
        return onlyWhenStrict;
    }

    @Override
    public boolean isObjectNameHidden(ObjectName name) {
        return !DOMAINS.contains(name.getDomain())
                || name.getDomain().equals(CAMEL) && HIDDEN_CAMEL.contains(type(name));
    }

    @Override
    public boolean ignoreScheme() {
        return true;
    }
}
