package io.tollgate.cli;

import io.tollgate.admin.LogSetup;
import io.tollgate.settings.Setting;
import io.tollgate.settings.SettingTable;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line: {@code tollgate demo}, {@code serve} and the others. Only the command that is called is built. */
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
        LogSetup.install();
        // processes of this machine share the wallet's H2 file through a port, which is for this machine only
        System.setProperty("h2.bindAddress", "127.0.0.1");
        CommandEnvironment surroundings = new CommandEnvironment(
                System.getenv(),
                Path.of("").toAbsolutePath(),
                CamelGateway::start,
                Boolean.getBoolean("tollgate.terminal"));
        System.exit(commandLine(surroundings, arguments).execute(arguments));
    }

    /** The command line for these arguments; with a known command first, only that one is in it. */
    static CommandLine commandLine(CommandEnvironment surroundings, String... arguments) {
        Map<String, Supplier<CommandLine>> commands = commands(surroundings);
        CommandLine tollgate = new CommandLine(new Tollgate());
        if (arguments.length > 0 && commands.containsKey(arguments[0])) {
            tollgate.addSubcommand(arguments[0], commands.get(arguments[0]).get());
        } else {
            commands.forEach((name, command) -> tollgate.addSubcommand(name, command.get()));
        }
        return tollgate.setUsageHelpAutoWidth(true)
                .setParameterExceptionHandler(Tollgate::refuse)
                .setExecutionExceptionHandler(Tollgate::fail);
    }

    /** In the order in which {@code --help} lists them. */
    private static Map<String, Supplier<CommandLine>> commands(CommandEnvironment surroundings) {
        Map<String, Supplier<CommandLine>> commands = new LinkedHashMap<>();
        commands.put("demo", () -> new CommandLine(new DemoCommand(surroundings)));
        commands.put("dev", () -> settable(new DevCommand(surroundings), SettingTable.GATEWAY));
        commands.put("serve", () -> settable(new ServeCommand(surroundings), SettingTable.GATEWAY));
        commands.put("upload", () -> new CommandLine(new UploadCommand(surroundings)));
        commands.put("pay", () -> new CommandLine(new PayCommand(surroundings)));
        commands.put("mcp", () -> settable(new McpCommand(surroundings), SettingTable.MCP));
        commands.put("facilitator", () -> settable(new FacilitatorCommand(surroundings), SettingTable.FACILITATOR));
        commands.put("report", () -> new CommandLine(new ReportCommand(surroundings)));
        commands.put("receipt", () -> ReceiptCommand.with(surroundings));
        commands.put("keys", () -> KeysCommand.with(surroundings));
        commands.put("routes", () -> RoutesCommand.with(surroundings));
        commands.put("password", () -> new CommandLine(new PasswordCommand(System.in, surroundings.terminal())));
        commands.put("test-mcp", () -> new CommandLine(new TestMcpCommand(surroundings)));
        return commands;
    }

    private static CommandLine settable(Object command, List<Setting<?>> settings) {
        return SettingFlags.add(new CommandLine(command), settings);
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
