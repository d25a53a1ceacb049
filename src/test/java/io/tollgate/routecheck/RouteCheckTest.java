package io.tollgate.routecheck;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.app.RouteFiles;
import io.tollgate.settings.Mode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** R38: sets of routes that are refused before they run, with file, line and step. */
class RouteCheckTest {
    private static final RouteCheck CHECK = RouteFiles.check();
    private static final Path SHIPPED = Path.of(System.getProperty("basedir", ""), "routes");

    @TempDir
    private Path folder;

    private List<String> problems() {
        try {
            return CHECK.problems(RouteFiles.folder(folder, Mode.DEV, true).read()).stream()
                    .map(problem -> problem.toString().replace(folder.getFileName() + "/", "routes/"))
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name + ".camel.yaml"), text);
    }

    private void edit(String name, String from, String to) throws IOException {
        String text = Files.readString(SHIPPED.resolve(name + ".camel.yaml"));
        assertThat(text).contains(from);
        write(name, text.replace(from, to));
    }

    /** A step of the operator in an otherwise valid route. */
    private void writeStep(String step) throws IOException {
        write("own", "- route:\n    id: own\n    from:\n      uri: direct:own\n      steps:\n        - " + step + "\n");
    }

    /** RouteFiles must list every shipped file, as loaded or as not loaded. */
    @Test
    void aGatewayThatRunsBesideItsSourcesLoadsWhatIsBuiltIn() throws IOException {
        for (boolean hook : new boolean[] {true, false}) {
            assertThat(RouteFiles.folder(SHIPPED, Mode.DEV, hook).read().customised())
                    .isEmpty();
            assertThat(RouteFiles.folder(SHIPPED, Mode.SERVE, hook).read().shipped())
                    .isTrue();
        }
    }

    @Test
    void theShippedRoutesPass() throws IOException {
        for (boolean hook : new boolean[] {true, false}) {
            for (Mode mode : Mode.values()) {
                assertThat(CHECK.problems(RouteFiles.folder(folder, mode, hook).read()))
                        .isEmpty();
            }
        }
    }

    @Test
    void r38ADownloadRouteWithoutThePaymentCheckIsRefused() throws IOException {
        edit(
                "download",
                "                - to:\n                    id: charge-buyer-for-file\n                    uri: direct:verify-settle\n",
                "");

        assertThat(problems())
                .singleElement()
                .asString()
                .startsWith("routes/download.camel.yaml line ")
                .contains("step deliver-file: delivers a file without payment");
    }

    @Test
    void r38AnOwnDownloadRouteWithoutThePaymentCheckIsRefused() throws IOException {
        write("free", """
                - route:
                    id: free-for-all
                    from:
                      uri: platform-http:/free/{blobId}
                      steps:
                        - process: { id: find-it, ref: "#bean:findItem" }
                        - to: { id: give-it-away, uri: "direct:deliver" }
                """);

        assertThat(problems())
                .singleElement()
                .asString()
                .startsWith("routes/free.camel.yaml line 7, step give-it-away: delivers a file without payment")
                .contains("platform-http:/free/{blobId}");
    }

    @Test
    void r38APaymentCheckBehindAConditionOfTheClientDoesNotCount() throws IOException {
        edit(
                "download",
                "                - to:\n                    id: charge-buyer-for-file\n                    uri: direct:verify-settle\n",
                "                - filter:\n                    id: friends-pay-nothing\n"
                        + "                    simple: \"${header.User-Agent} != 'friend'\"\n"
                        + "                    steps:\n                      - to:\n"
                        + "                          id: charge-buyer-for-file\n"
                        + "                          uri: direct:verify-settle\n");

        assertThat(problems()).singleElement().asString().contains("step deliver-file: delivers a file");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "check-signature",
                "resume-known-payment",
                "match-terms",
                "claim-payment",
                "begin-settling",
                "open-before-charging",
                "move-money"
            })
    void r38APaymentCheckWithAMissingStepIsRefused(String step) throws IOException {
        String text = Files.readString(SHIPPED.resolve("verify-settle.camel.yaml"));
        String without = text.replaceAll(" +- (process|to):\n +id: " + step + "\n +(ref|uri): .*\n", "");
        assertThat(without).isNotEqualTo(text);
        write("verify-settle", without.replaceAll("(?m)^( +)steps:\n(?! +- )", "$1steps: []\n"));

        assertThat(problems())
                .anySatisfy(problem -> assertThat(problem)
                        .startsWith("routes/verify-settle.camel.yaml line ")
                        .contains("step grant-entitlement: grants a download, but "));
    }

    @Test
    void r38AStepOfTheSaleIsNotReachedByAnotherName() throws IOException {
        writeStep("setBody: { simple: \"${bean:deliver}\" }");
        assertThat(problems()).singleElement().asString().contains("calls a step of the sale from within simple");

        writeStep("recipientList: { id: anywhere, simple: \"direct:deliver\" }");
        assertThat(problems())
                .singleElement()
                .asString()
                .contains("step anywhere: recipientList lets the message choose");

        writeStep("toD: { id: anywhere, uri: \"${header.where}\" }");
        assertThat(problems())
                .singleElement()
                .asString()
                .contains("step anywhere: lets the message choose the receiver");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "to: { id: sly, uri: \"direct:{{nothing:deliver}}\" }",
                "to: { id: sly, uri: \"{{tollgate.nothing:direct:deliver}}\" }",
                "to: { id: sly, uri: \"{{env:WHERE}}\" }",
                "toD: { id: sly, uri: \"direct:${exchangeProperty.where}\" }",
                "enrich: { id: sly, constant: \"direct:deliver\" }",
                "enrich: { id: sly, simple: \"direct:deliver?x=1\" }",
                "enrich: { id: sly, simple: \"${header.where}\" }",
                "pollEnrich: { id: sly, jsonpath: \"$.where\" }",
                "wireTap: { id: sly, uri: \"direct:deliver\" }",
                "to: { id: sly, uri: \"bean:deliver\" }",
                "multicast: { id: fan, steps: [ { to: { id: sly, uri: \"direct:deliver\" } } ] }",
                "doTry: { id: t, steps: [], doFinally: { id: f, steps: [ { to: { id: sly, uri: \"direct:deliver\" } } ] } }",
            })
    void r38AnotherPathToTheFileIsRefused(String step) throws IOException {
        write("own", "- route:\n    id: own\n    from:\n      uri: timer:own\n      steps:\n        - " + step + "\n");

        assertThat(problems())
                .isNotEmpty()
                .anySatisfy(problem -> assertThat(problem).startsWith("routes/own.camel.yaml line 6, step sly: "));
    }

    @Test
    void r38TheGatewaysOwnBeansAreNotReplaced() throws IOException {
        write("own", "- beans:\n    - name: checkSignature\n      type: java.lang.Object\n");

        assertThat(problems()).singleElement().asString().contains("bean checkSignature belongs to the gateway");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "log: \"${body}\"",
                "log: { id: noisy, message: \"got ${bodyAs(String)}\" }",
                "log: { id: noisy, message: \"paid with ${header.PAYMENT-SIGNATURE}\" }",
                "log: { id: noisy, message: \"${headers}\" }",
                "log: { id: noisy, message: \"$simple{body}\" }",
                "log: { id: noisy, message: \"${exchangeProperty.sale}\" }",
                "log: { id: noisy, message: \"${routeId} ${variable.facilitatorRequest}\" }",
                "log: { id: noisy, message: \"{{env:UPLOAD_TOKEN}}\" }",
                "log: { id: noisy, message: \"${date:${body}}\" }",
                "to: \"log:io.tollgate?showAll=true\"",
                "wireTap: { id: noisy, uri: \"log:sales\" }",
            })
    void r38ALogOfBodiesHeadersOrSecretsIsRefused(String step) throws IOException {
        writeStep(step);

        assertThat(problems())
                .singleElement()
                .asString()
                .startsWith("routes/own.camel.yaml line 6")
                .contains(": logs ");
    }

    @Test
    void r38TracingARouteIsRefused() throws IOException {
        write("own", "- route:\n    id: own\n    trace: true\n    from:\n      uri: direct:own\n      steps: []\n");

        assertThat(problems()).singleElement().asString().contains("logs bodies and headers: tracing");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "log: \"${routeId} was here at ${date:now}\"",
                "log: { id: quiet, message: \"entitled: ${exchangeProperty.sale.entitled}\" }",
                "log: \"selling at {{tollgate.price}}\"",
                "toD: { id: told, uri: \"https://shop.example/sold/${exchangeId}\" }",
            })
    void harmlessRoutesOfAnOperatorPass(String step) throws IOException {
        writeStep(step);

        assertThat(problems()).isEmpty();
    }

    @Test
    void optionsThatAdvisoriesNameAreRefused() throws IOException {
        writeStep("to: { id: far, uri: \"https://a.example/x\", parameters: { transferException: true } }");
        assertThat(problems()).singleElement().asString().contains("transferException is an option");

        writeStep("to: \"netty-http:https://a.example?transferException=true\"");
        assertThat(problems()).singleElement().asString().contains("an option that security advisories warn of");
    }

    @Test
    void brokenYamlIsReportedWithItsLine() throws IOException {
        write("own", "- route:\n    id: own\n   from: wrong\n");

        assertThat(problems())
                .singleElement()
                .asString()
                .startsWith("routes/own.camel.yaml line 3: is not valid YAML: ");
    }

    @Test
    void missingReceiversAndBeansAndDuplicateIdsAreReported() throws IOException {
        write("own", """
                - route:
                    id: own
                    from:
                      uri: direct:own
                      steps:
                        - to: { id: lost, uri: "direct:nowhere" }
                        - process: { id: nameless, ref: "#bean:nothing" }
                        - to: { id: find-item, uri: "direct:deliver" }
                """);

        assertThat(problems())
                .containsExactly(
                        "routes/own.camel.yaml line 6, step lost: no route answers direct:nowhere",
                        "routes/own.camel.yaml line 7, step nameless: bean nothing does not exist",
                        "routes/own.camel.yaml line 8, step find-item: has the same id as (built in)"
                                + " routes/download.camel.yaml line 18");
    }

    @Test
    void aFileThatContainsMoreThanRoutesIsRefused() throws IOException {
        write("own", "- rest:\n    get:\n      - path: /x\n        to: direct:deliver\n");
        assertThat(problems()).singleElement().asString().contains("line 1: rest is not allowed here");

        write("own", "route: {}\n");
        assertThat(problems()).singleElement().asString().contains("line 1: a route file is a list");
    }
}
