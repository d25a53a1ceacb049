package io.tollgate.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tollgate.app.RouteFiles;
import io.tollgate.routecheck.RouteProblem;
import io.tollgate.routecheck.RouteSet;
import io.tollgate.routecheck.TrialLoad;
import io.tollgate.settings.BadSettings;
import io.tollgate.settings.Mode;
import io.tollgate.settings.ServerSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Looks through a folder of routes as a gateway does before it loads one; none has to run. */
@Command(
        name = "check",
        description = "Says what a gateway would refuse in a folder of routes, by file, line and step.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class RoutesCheckCommand implements Callable<Integer> {
    private final CommandEnvironment surroundings;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FOLDER", arity = "0..1", description = "Default is TOLLGATE_ROUTES_DIR, ./routes")
    private Path folder;

    @Option(names = "--json", description = "Print an array of {place, line, step, reason}")
    private boolean json;

    RoutesCheckCommand(CommandEnvironment surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        Path place;
        try {
            place = folder != null ? surroundings.workingDirectory().resolve(folder) : configured();
        } catch (BadSettings e) {
            e.problems().forEach(spec.commandLine().getErr()::println);
            return ExitCodes.USAGE;
        }
        if (folder != null && !Files.isDirectory(place)) {
            spec.commandLine().getErr().println(folder + " is no folder.");
            return ExitCodes.USAGE;
        }
        RouteSet set = RouteFiles.folder(place.toAbsolutePath().normalize(), Mode.DEV, true)
                .read();
        List<RouteProblem> findings = new ArrayList<>(RouteFiles.check().problems(set));
        if (findings.isEmpty()) {
            TrialLoad.problem(set).ifPresent(problem -> findings.add(new RouteProblem("", 0, "", problem)));
        }
        tell(set, findings);
        return findings.isEmpty() ? ExitCodes.OK : ExitCodes.FAILED;
    }

    private Path configured() throws BadSettings, IOException {
        return surroundings
                .settings()
                .loadOnly(List.of(ServerSettings.ROUTES_DIR), Map.of())
                .server()
                .routesDir();
    }

    private void tell(RouteSet set, List<RouteProblem> findings) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            ArrayNode all = JsonNodeFactory.instance.arrayNode();
            findings.forEach(finding -> all.add(object(finding)));
            out.println(all);
            return;
        }
        findings.forEach(finding -> spec.commandLine().getErr().println(finding));
        if (findings.isEmpty()) {
            List<String> own = set.customised();
            out.println("ok " + (own.isEmpty() ? "nothing differs from what is built in" : String.join(", ", own)));
        }
    }

    private static ObjectNode object(RouteProblem finding) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("place", finding.place())
                .put("line", finding.line())
                .put("step", finding.step())
                .put("reason", finding.reason());
    }
}
