package io.tollgate.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Under {@code -Dtollgate.tests=fast} leaves out every test class that can start a gateway, a Camel context, a database
 * server or a process, itself or through a fixture. The class files say so, so that no test needs a mark and none can
 * have the wrong one.
 */
public final class FastTests implements ExecutionCondition {
    private static final String OURS = "io/tollgate/";

    /** What takes a second or more to start. */
    private static final Set<String> SLOW = Set.of(
            "io/tollgate/TestGateway",
            "io/tollgate/app/Gateway",
            "io/tollgate/app/FacilitatorServer",
            "io/tollgate/app/McpServer",
            "io/tollgate/walrus/encoding/BlobEncoder",
            "io/tollgate/cli/DemoCommand",
            "io/tollgate/cli/GatewayRun",
            "io/tollgate/cli/Tollgate",
            "io/tollgate/cli/mcpcheck/McpCheckRun",
            "io/tollgate/routecheck/RouteCheck",
            "org/apache/camel/main/Main",
            "com/tngtech/archunit/core/importer/ClassFileImporter",
            "java/lang/ProcessBuilder");

    private final Map<String, Boolean> known = new ConcurrentHashMap<>();

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        boolean leftOut = "fast".equals(System.getProperty("tollgate.tests"))
                && context.getTestMethod().isEmpty()
                && context.getTestClass()
                        .map(test -> test.getName().replace('.', '/'))
                        .filter(this::isSlow)
                        .isPresent();
        return leftOut
                ? ConditionEvaluationResult.disabled("not in the fast profile: starts a gateway or a process")
                : ConditionEvaluationResult.enabled("runs in every profile");
    }

    private boolean isSlow(String test) {
        return known.computeIfAbsent(test, this::reachesWhatIsSlow);
    }

    /** Follows the classes of the tests only: product classes are judged by name. */
    private boolean reachesWhatIsSlow(String test) {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        Set<String> seen = new HashSet<>(Set.of(test));
        Deque<String> next = new ArrayDeque<>(seen);
        try {
            while (!next.isEmpty()) {
                for (String name : ClassReferences.of(next.poll(), loader)) {
                    if (SLOW.contains(name)) {
                        return true;
                    }
                    if (name.startsWith(OURS) && isTest(name, loader) && seen.add(name)) {
                        next.add(name);
                    }
                }
            }
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isTest(String name, ClassLoader loader) {
        var file = loader.getResource(name + ".class");
        // PostgreSQL's half of a test is skipped in this profile
        return file != null && file.getPath().contains("/test-classes/") && !name.startsWith(OURS + "Postgres");
    }
}
