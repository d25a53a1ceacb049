package io.tollgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first command a newcomer types. */
class DemoTest {
    @TempDir
    private Path folder;

    @Test
    void theDemoEndsWellAndShowsEveryStepWithItsTime() {
        CommandFixture tollgate = new CommandFixture(folder).launching(CamelGateway::start);

        int code = tollgate.run("demo");

        assertThat(code).as(tollgate.err()).isEqualTo(ExitCodes.OK);
        assertThat(tollgate.out().lines().filter(line -> line.matches("[1-7]  .*")))
                .hasSize(7)
                .allMatch(line -> line.matches("[1-7]  \\w+ +[0-9.]+ m?s  .+"));
        assertThat(tollgate.out())
                .contains("402 Payment Required")
                .contains("buyer  $1000 -> $999.99")
                .contains("seller $1000 -> $1000.01: paid once")
                .contains("The bytes are the same.");
    }
}
