package io.tollgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.TestGateway;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code routes check}, without any gateway. */
class RoutesCommandTest {
    @TempDir
    private Path folder;

    private CommandFixture tollgate;

    @BeforeEach
    void commands() throws IOException {
        tollgate = new CommandFixture(folder);
        tollgate.environment.put("TOLLGATE_ROUTES_DIR", folder.resolve("routes").toString());
        Files.createDirectory(folder.resolve("routes"));
    }

    private void write(String text) throws IOException {
        Files.writeString(folder.resolve("routes/own.camel.yaml"), text);
    }

    private static String route(String step) {
        return "- route:\n    id: own\n    from:\n      uri: direct:own\n      steps:\n        - " + step + "\n";
    }

    @Test
    void aGoodSetIsSaidToBeGood() throws IOException {
        assertThat(tollgate.run("routes", "check")).isZero();
        assertThat(tollgate.out()).contains("ok nothing differs from what is built in");

        write(route("log: selling"));

        assertThat(tollgate.run("routes", "check", "routes")).isZero();
        assertThat(tollgate.out()).contains("ok routes/own.camel.yaml");
    }

    @Test
    void aBadSetIsToldByFileLineAndStep() throws IOException {
        write(route("to: { id: deliver-free, uri: \"direct:deliver\" }").replace("direct:own", "platform-http:/own"));

        assertThat(tollgate.run("routes", "check")).isEqualTo(ExitCodes.FAILED);
        assertThat(tollgate.err())
                .startsWith("routes/own.camel.yaml line 6, step deliver-free: delivers a file without payment");

        assertThat(tollgate.run("routes", "check", "--json")).isEqualTo(ExitCodes.FAILED);
        assertThat(TestGateway.JSON
                        .readTree(tollgate.out())
                        .path(0)
                        .path("line")
                        .asInt())
                .isEqualTo(6);
        assertThat(tollgate.err()).isEmpty();
    }

    @Test
    void whatCamelDoesNotKnowIsToldToo() throws IOException {
        write(route("frobnicate: { id: odd }"));

        assertThat(tollgate.run("routes", "check")).isEqualTo(ExitCodes.FAILED);
        assertThat(tollgate.err()).contains("frobnicate").contains("routes/own.camel.yaml");
    }

    @Test
    void aFolderThatIsNotThereIsAWrongUsage() {
        assertThat(tollgate.run("routes", "check", "elsewhere")).isEqualTo(ExitCodes.USAGE);
        assertThat(tollgate.err()).contains("elsewhere is no folder.");
    }
}
