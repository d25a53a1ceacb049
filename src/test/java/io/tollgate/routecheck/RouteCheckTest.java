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

/** R38: which sets of routes are refused before any of them runs, and that the reason names file, line and step. */
class RouteCheckTest {
    private static final RouteCheck CHECK = RouteFiles.check();
    private static final Path SHIPPED = Path.of(System.getProperty("basedir", ""), "routes");

    @TempDir
    private Path folder;

    private List<String> findings() {
        try {
            return CHECK.findings(RouteFiles.folder(folder, Mode.DEV, true).read()).stream()
                    .map(finding -> finding.toString().replace(folder.getFileName() + "/", "routes/"))
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

    /** A step of the operator's in an otherwise fine route. */
    private void writeStep(String step) throws IOException {
        write("own", "- route:\n    id: own\n    from:\n      uri: direct:own\n      steps:\n        - " + step + "\n");
    }

    /** A new file has to be named in RouteFiles, as one that is loaded or as one that is not. */
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
    void whatIsShippedPasses() throws IOException {
        for (boolean hook : new boolean[] {true, false}) {
            for (Mode mode : Mode.values()) {
                assertThat(CHECK.findings(RouteFiles.folder(folder, mode, hook).read()))
                        .isEmpty();
            }
        }
    }

    @Test
    void r38ADownloadRouteWithoutTheGateIsRefused() throws IOException {
        edit(
                "download",
                "                - to:\n                    id: charge-buyer-for-file\n                    uri: direct:verify-settle\n",
                "");

        assertThat(findings())
                .singleElement()
                .asString()
                .startsWith("routes/download.camel.yaml line ")
                .contains("step deliver-file: hands over a file that nobody has paid for");
    }

    @Test
    void r38ADownloadRouteOfOnesOwnWithoutTheGateIsRefused() throws IOException {
        write("free", """
                - route:
                    id: free-for-all
                    from:
                      uri: platform-http:/free/{blobId}
                      steps:
                        - process: { id: find-it, ref: "#bean:findItem" }
                        - to: { id: give-it-away, uri: "direct:deliver" }
                """);

        assertThat(findings())
                .singleElement()
                .asString()
                .startsWith(
                        "routes/free.camel.yaml line 7, step give-it-away: hands over a file that nobody has paid for")
                .contains("platform-http:/free/{blobId}");
    }

    @Test
    void r38AGateBehindAConditionOfTheClientsIsNone() throws IOException {
        edit(
                "download",
                "                - to:\n                    id: charge-buyer-for-file\n                    uri: direct:verify-settle\n",
                "                - filter:\n                    id: friends-pay-nothing\n"
                        + "                    simple: \"${header.User-Agent} != 'friend'\"\n"
                        + "                    steps:\n                      - to:\n"
                        + "                          id: charge-buyer-for-file\n"
                        + "                          uri: direct:verify-settle\n");

        assertThat(findings()).singleElement().asString().contains("step deliver-file: hands over a file");
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
    void r38AGateWithAStepMissingIsRefused(String step) throws IOException {
        String text = Files.readString(SHIPPED.resolve("verify-settle.camel.yaml"));
        String without = text.replaceAll(" +- (process|to):\n +id: " + step + "\n +(ref|uri): .*\n", "");
        assertThat(without).isNotEqualTo(text);
        write("verify-settle", without.replaceAll("(?m)^( +)steps:\n(?! +- )", "$1steps: []\n"));

        assertThat(findings())
                .anySatisfy(finding -> assertThat(finding)
                        .startsWith("routes/verify-settle.camel.yaml line ")
                        .contains("step grant-entitlement: grants a download, but "));
    }

    @Test
    void r38AStepOfTheSaleIsNotReachedByAnotherName() throws IOException {
        writeStep("setBody: { simple: \"${bean:deliver}\" }");
        assertThat(findings()).singleElement().asString().contains("calls a step of the sale from within simple");

        writeStep("recipientList: { id: anywhere, simple: \"direct:deliver\" }");
        assertThat(findings()).singleElement().asString().contains("step anywhere: recipientList sends where");

        writeStep("toD: { id: anywhere, uri: \"${header.where}\" }");
        assertThat(findings()).singleElement().asString().contains("step anywhere: sends where the message says");
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
    void r38AByWayToTheFileIsRefused(String step) throws IOException {
        write("own", "- route:\n    id: own\n    from:\n      uri: timer:own\n      steps:\n        - " + step + "\n");

        assertThat(findings())
                .isNotEmpty()
                .anySatisfy(finding -> assertThat(finding).startsWith("routes/own.camel.yaml line 6, step sly: "));
    }

    @Test
    void r38TheGatewaysOwnBeansAreNotReplaced() throws IOException {
        write("own", "- beans:\n    - name: checkSignature\n      type: java.lang.Object\n");

        assertThat(findings()).singleElement().asString().contains("the bean checkSignature is the gateway's own");
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

        assertThat(findings())
                .singleElement()
                .asString()
                .startsWith("routes/own.camel.yaml line 6")
                .contains(": logs ");
    }

    @Test
    void r38TracingARouteIsRefused() throws IOException {
        write("own", "- route:\n    id: own\n    trace: true\n    from:\n      uri: direct:own\n      steps: []\n");

        assertThat(findings()).singleElement().asString().contains("logs bodies and headers: tracing");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "log: \"${routeId} was here at ${date:now}\"",
                "log: { id: quiet, message: \"entitled: ${exchangeProperty.sale.entitled}\" }",
                "log: \"selling at {{tollgate.price}}\"",
                "toD: { id: told, uri: \"https://shop.example/sold/${exchangeId}\" }",
            })
    void whatAnOperatorMayAddPasses(String step) throws IOException {
        writeStep(step);

        assertThat(findings()).isEmpty();
    }

    @Test
    void switchesThatAdvisoriesNameAreRefused() throws IOException {
        writeStep("to: { id: far, uri: \"https://a.example/x\", parameters: { transferException: true } }");
        assertThat(findings()).singleElement().asString().contains("transferException is a switch");

        writeStep("to: \"netty-http:https://a.example?transferException=true\"");
        assertThat(findings()).singleElement().asString().contains("a switch that security advisories warn of");
    }

    @Test
    void brokenYamlIsToldWithItsLine() throws IOException {
        write("own", "- route:\n    id: own\n   from: wrong\n");

        assertThat(findings()).singleElement().asString().startsWith("routes/own.camel.yaml line 3: is no YAML: ");
    }

    @Test
    void whatIsNotThereIsTold() throws IOException {
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

        assertThat(findings())
                .containsExactly(
                        "routes/own.camel.yaml line 6, step lost: no route answers direct:nowhere",
                        "routes/own.camel.yaml line 7, step nameless: there is no bean nothing",
                        "routes/own.camel.yaml line 8, step find-item: is the id of (built in)"
                                + " routes/download.camel.yaml line 18 too");
    }

    @Test
    void otherThanRoutesIsNotTaken() throws IOException {
        write("own", "- rest:\n    get:\n      - path: /x\n        to: direct:deliver\n");
        assertThat(findings()).singleElement().asString().contains("line 1: rest is not taken here");

        write("own", "route: {}\n");
        assertThat(findings()).singleElement().asString().contains("line 1: a route file is a list");
    }
}
