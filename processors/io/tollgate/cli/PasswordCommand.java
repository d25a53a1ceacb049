package io.tollgate.cli;

import io.tollgate.admin.PasswordHash;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Turns a password into what OPERATOR_PASSWORD_HASH wants. The password never stands on the command line. */
@Command(
        name = "password",
        description = "Reads a password from the terminal, or a line of standard input, and prints its hash for "
                + "OPERATOR_PASSWORD_HASH.",
        mixinStandardHelpOptions = true)
final class PasswordCommand implements Callable<Integer> {
    private static final int SHORTEST = 10;

    private final InputStream input;
    private final boolean terminal;

    @Spec
    private CommandSpec spec;

    /** @param terminal true when a person types and should not see what */
    PasswordCommand(InputStream input, boolean terminal) {
        this.input = input;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        Console console = terminal ? System.console() : null;
        char[] password = console == null ? line() : console.readPassword("Password: ");
        if (console != null && !Arrays.equals(password, console.readPassword("Again: "))) {
            spec.commandLine().getErr().println("These were two different passwords.");
            return ExitCodes.USAGE;
        }
        if (password == null || password.length < SHORTEST) {
            spec.commandLine().getErr().println("The password must have at least " + SHORTEST + " characters.");
            return ExitCodes.USAGE;
        }
        spec.commandLine()
                .getOut()
                .println(PasswordHash.of(password, new SecureRandom()).toPhc());
        return ExitCodes.OK;
    }

    private char[] line() throws IOException {
        String line = new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8)).readLine();
        return line == null ? null : line.toCharArray();
    }
}
