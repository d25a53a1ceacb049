package io.tollgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.admin.PasswordHash;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class PasswordCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String typed) {
        return new CommandLine(
                        new PasswordCommand(new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)), false))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute();
    }

    @Test
    void aLineOfInputBecomesAHashThatSettingsTake() {
        assertThat(run("correct horse battery\nignored\n")).isEqualTo(ExitCodes.OK);

        PasswordHash hash = PasswordHash.parse(out.toString().strip());
        assertThat(hash.matches("correct horse battery".toCharArray())).isTrue();
        assertThat(out.toString()).doesNotContain("correct");
    }

    @Test
    void aShortOrMissingPasswordIsRefused() {
        assertThat(run("short\n")).isEqualTo(ExitCodes.USAGE);
        assertThat(run("")).isEqualTo(ExitCodes.USAGE);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).contains("at least 10 characters");
    }
}
