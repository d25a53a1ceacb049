package io.tollgate.routecheck;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.app.RouteFiles;
import io.tollgate.routecheck.RenamedNames.Kind;
import io.tollgate.sale.SaleContext;
import io.tollgate.settings.Mode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Route files that use names of an earlier release are refused with the new names; all names that rules know exist. */
class RenamedNamesTest {
    private static final Path HOME = Path.of(System.getProperty("basedir", ""));
    private static final RouteCheck CHECK = RouteFiles.check();

    @TempDir
    private Path folder;

    private List<String> problems() throws IOException {
        return CHECK.problems(RouteFiles.folder(folder, Mode.DEV, true).read()).stream()
                .map(problem -> problem.toString().replace(folder.getFileName() + "/", ""))
                .toList();
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name + ".camel.yaml"), text);
    }

    private static String shipped(String name) throws IOException {
        return Files.readString(HOME.resolve("routes").resolve(name + ".camel.yaml"));
    }

    private static String shipped() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(HOME.resolve("routes"))) {
            for (Path file :
                    files.filter(file -> file.toString().endsWith(".yaml")).toList()) {
                all.append(Files.readString(file));
            }
        }
        return all.toString();
    }

    private static Set<String> found(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(result -> result.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void aCopyOfAnEarlierRouteFileIsRefusedWithTheNewNamesOfItsBeans() throws IOException {
        Files.copy(
                HOME.resolve("src/test/resources/earlier-routes/verify-settle.camel.yaml"),
                folder.resolve("verify-settle.camel.yaml"));

        assertThat(problems())
                .containsExactly(
                        "verify-settle.camel.yaml line 21, step recall-signature: bean recallSignature is now called"
                                + " matchRecordedSignature",
                        "verify-settle.camel.yaml line 28, step look-in-ledger: bean lookInLedger is now called"
                                + " resumeKnownPayment",
                        "verify-settle.camel.yaml line 112, step ask-wallet: bean askWallet is now called"
                                + " verifySmartWallet");
    }

    @Test
    void aCallOfARenamedRouteNamesTheNewOne() throws IOException {
        write("own", """
                - route:
                    id: own
                    from:
                      uri: direct:own
                      steps:
                        - to: { id: give, uri: "direct:give-away" }
                """);

        assertThat(problems())
                .containsExactly(
                        "own.camel.yaml line 6, step give: route direct:give-away is now called direct:deliver-free");
    }

    @Test
    void anOldNameOfARouteThatNothingCallsAnyMoreIsReported() throws IOException {
        write("reconcile", shipped("reconcile").replace("direct:reconcile-due", "direct:look-into-doubts"));

        assertThat(problems())
                .anyMatch(problem -> problem.matches("reconcile.camel.yaml line [0-9]+, step [a-z-]+: route"
                        + " direct:look-into-doubts is now called direct:reconcile-due"));
    }

    @Test
    void aRouteOfTheOperatorsMayHaveANameThatIsFreeNow() throws IOException {
        write("own", """
                - route:
                    id: own
                    from:
                      uri: direct:follow-up
                      steps:
                        - log: { id: say, message: "followed up" }
                """);

        assertThat(problems()).isEmpty();
    }

    @Test
    void renamedPropertiesAndTagsAreReported() throws IOException {
        write("own", """
                - route:
                    id: own
                    from:
                      uri: ai-tool:own
                      parameters:
                        description: a tool
                        tags: house
                      steps:
                        - filter:
                            id: when-asked
                            simple: "${exchangeProperty.sale.asked} == false"
                            steps:
                              - stop: {}
                - route:
                    id: other
                    from:
                      uri: "ai-tool:other?description=a tool&tags=cheap,house"
                      steps:
                        - stop: {}
                """);

        assertThat(problems())
                .containsExactly(
                        "own.camel.yaml line 7: tag house is now called operator",
                        "own.camel.yaml line 11: property sale.asked is now called sale.quoteOnly",
                        "own.camel.yaml line 17: tag house is now called operator");
    }

    @Test
    void noShippedRouteUsesAnOldNameAndEveryNewOneExists() throws IOException {
        String routes = shipped();
        RenamedNames names = RenamedNames.read();
        Set<String> beans = found(routes, "#bean:([A-Za-z]+)");
        Set<String> receivers = found(routes, "(direct:[a-z-]+)");
        Set<String> properties = found(routes, "exchangeProperty\\.([A-Za-z.]+)");
        Set<String> ids = found(routes, "\\bid: *\"?([A-Za-z0-9-]+)");

        assertThat(names.of(Kind.BEAN)).hasSizeGreaterThan(50);
        assertThat(beans).containsAll(names.of(Kind.BEAN).values());
        assertThat(receivers).containsAll(names.of(Kind.DIRECT).values());
        assertThat(properties).containsAll(names.of(Kind.PROPERTY).values());
        assertThat(ids)
                .containsAll(names.of(Kind.ROUTE).values())
                .containsAll(names.of(Kind.STEP).values());
        assertThat(beans).doesNotContainAnyElementsOf(names.of(Kind.BEAN).keySet());
        assertThat(receivers).doesNotContainAnyElementsOf(names.of(Kind.DIRECT).keySet());
        assertThat(properties)
                .doesNotContainAnyElementsOf(names.of(Kind.PROPERTY).keySet());
    }

    @Test
    void everyNameThatTheRulesKnowIsOneOfTheGateway() throws IOException {
        String routes = shipped();
        Set<String> known = CHECK.known().bound();
        Set<String> receivers = found(routes, "uri: \"?(direct:[a-z-]+)");

        assertThat(PaymentGateRule.names()).allMatch(name -> known.contains(name) || receivers.contains(name));
        assertThat(known).containsAll(ForbiddenOptionsRule.PROTECTED);
        assertThat(Arrays.stream(SaleContext.class.getMethods()).map(method -> method.getName()))
                .containsAll(LogRule.SALE_STATES.stream()
                        .map(state -> "is" + Character.toUpperCase(state.charAt(0)) + state.substring(1))
                        .toList());
    }
}
