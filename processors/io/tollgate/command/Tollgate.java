package io.tollgate.command;

import io.tollgate.settings.SettingTable;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line: {@code tollgate demo | dev | serve | upload | pay | report | receipt | keys}. Only the command that is called is built. */
@Command(
        name = "tollgate",
        synopsisSubcommandLabel = "COMMAND",
        description = "Stores files on Walrus and sells their download over HTTP 402.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {
            "",
            "Exit codes: 0 done; 1 failed; 2 wrong usage or setting; 3 not paid (refused or over the limit);",
            "4 a payment was sent and its outcome is unknown."
        })
public final class Tollgate implements Runnable {
    @Spec
    private CommandSpec spec;

    private Tollgate() {}

    /** Runs one command and ends the process with its exit code, whatever threads are left. */
    public static void main(String[] arguments) {
        Surroundings surroundings = new Surroundings(
                System.getenv(),
                Path.of("").toAbsolutePath(),
                CamelGateway::start,
                Boolean.getBoolean("tollgate.terminal"));
        System.exit(commandLine(surroundings, arguments).execute(arguments));
    }

    /** The command line for these arguments; with a known command first, only that one is in it. */
    static CommandLine commandLine(Surroundings surroundings, String... arguments) {
        Map<String, Supplier<CommandLine>> commands = new HashMap<>(Map.of(
                "demo", () -> new CommandLine(new DemoCommand(surroundings)),
                "mcp", () -> SettingFlags.add(new CommandLine(new McpCommand(surroundings)), SettingTable.MCP),
                "dev", () -> SettingFlags.add(new CommandLine(new DevCommand(surroundings)), SettingTable.GATEWAY),
                "serve", () -> SettingFlags.add(new CommandLine(new ServeCommand(surroundings)), SettingTable.GATEWAY),
                "upload", () -> new CommandLine(new UploadCommand(surroundings)),
                "pay", () -> new CommandLine(new PayCommand(surroundings)),
                "report", () -> new CommandLine(new ReportCommand(surroundings)),
                "password", () -> new CommandLine(new PasswordCommand(System.in, surroundings.terminal())),
                "receipt", () -> ReceiptCommand.with(surroundings),
                "facilitator",
                        () -> SettingFlags.add(
                                new CommandLine(new FacilitatorCommand(surroundings)), SettingTable.FACILITATOR)));
        commands.put("keys", () -> KeysCommand.with(surroundings));
        commands.put("test-mcp", () -> new CommandLine(new TestMcpCommand(surroundings)));
        CommandLine tollgate = new CommandLine(new Tollgate());
        if (arguments.length > 0 && commands.containsKey(arguments[0])) {
            tollgate.addSubcommand(arguments[0], commands.get(arguments[0]).get());
        } else {
            for (String name : new String[] {
                "demo",
                "dev",
                "serve",
                "upload",
                "pay",
                "mcp",
                "facilitator",
                "report",
                "receipt",
                "keys",
                "password",
                "test-mcp"
            }) {
                tollgate.addSubcommand(name, commands.get(name).get());
            }
        }
        return tollgate.setUsageHelpAutoWidth(true)
                .setParameterExceptionHandler(Tollgate::refuse)
                .setExecutionExceptionHandler(Tollgate::fail);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say which command to run.");
    }

    private static int refuse(ParameterException problem, String[] arguments) {
        CommandLine command = problem.getCommandLine();
        PrintWriter err = command.getErr();
        err.println(problem.getMessage());
        CommandLine.UnmatchedArgumentException.printSuggestions(problem, err);
        err.println("Try: " + command.getCommandSpec().qualifiedName() + " --help");
        return ExitCodes.USAGE;
    }

    private static int fail(Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
        Throwable said = failure;
        while (said.getMessage() == null && said.getCause() != null) {
            said = said.getCause();
        }
        String what = said.getMessage() == null ? said.toString() : said.getMessage();
        command.getErr().println(command.getCommandName() + " failed: " + what);
        return ExitCodes.FAILED;
    }
}
