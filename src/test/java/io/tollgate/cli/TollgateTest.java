package io.tollgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.settings.Setting;
import io.tollgate.settings.SettingTable;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How the command line is used, and what it says when it is used wrongly. */
class TollgateTest {
    @TempDir
    private Path folder;

    private CommandFixture tollgate;

    @BeforeEach
    void commandLine() {
        tollgate = new CommandFixture(folder);
    }

    @Test
    void helpListsTheCommandsAndTheExitCodes() {
        int code = tollgate.run("--help");

        assertThat(code).isEqualTo(ExitCodes.OK);
        assertThat(tollgate.out()).contains("demo", "dev", "serve", "upload", "pay", "Exit codes: 0 done");
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo", "dev", "serve", "upload", "pay"})
    void everyCommandHasHelp(String command) {
        int code = tollgate.run(command, "--help");

        assertThat(code).isEqualTo(ExitCodes.OK);
        assertThat(tollgate.out()).startsWith("Usage: tollgate " + command);
    }

    @Test
    void serveHasAFlagForEverySettingThatIsNoSecret() {
        tollgate.environment.put("UPLOAD_TOKEN", "a-token-of-some-length");

        tollgate.run("serve", "--help");

        assertThat(SettingTable.GATEWAY)
                .allSatisfy(setting -> setting.flag()
                        .ifPresent(flag -> assertThat(tollgate.out()).contains(flag)));
        assertThat(SettingTable.GATEWAY.stream().filter(Setting::secret).map(Setting::name))
                .allSatisfy(name -> assertThat(tollgate.out()).doesNotContain("--" + name));
        assertThat(tollgate.out()).doesNotContain("a-token-of-some-length");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                                            | Say which command to run.
            sreve                           | Unmatched argument at index 0: 'sreve'
            serve --prot 1                  | Unknown option
            demo now                        | Unmatched argument
            pay                             | Missing required
            pay http://127.0.0.1/x          | Missing required option: '--output=FILE'
            pay ftp://files.example/x -o f  | URL must be http(s)://host/
            pay http://u:p@files.example -o f | URL must be http(s)://host/… without credentials.
            pay http://127.0.0.1/x -o no/f  | is not a file in an existing folder.
            pay http://127.0.0.1/x -o f --key 0x01 | Unknown option
            upload                          | Missing required parameter: 'FILE'
            upload nothing.bin              | is not a file that can be read.
            """)
    void wrongUsageIsExitCodeTwoAndSaysWhereHelpIs(String line, String said) {
        String[] arguments = line == null ? new String[0] : line.split(" ");

        int code = tollgate.run(arguments);

        assertThat(code).isEqualTo(ExitCodes.USAGE);
        assertThat(tollgate.err()).contains(said).contains("Try: tollgate").contains("--help");
        assertThat(tollgate.out()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "pay http://127.0.0.1/x -o f --max lots, Bad WALLET_MAX_PER_CALL",
        "serve --port high, Bad PORT",
        "dev --network base, Bad NETWORK"
    })
    void aBadSettingOnTheCommandLineIsExitCodeTwo(String line, String said) {
        int code = tollgate.run(line.split(" "));

        assertThat(code).isEqualTo(ExitCodes.USAGE);
        assertThat(tollgate.err()).contains(said);
    }
}
