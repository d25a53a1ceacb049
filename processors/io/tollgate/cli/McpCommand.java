package io.tollgate.cli;

import io.tollgate.app.McpServer;
import io.tollgate.app.StartFailure;
import io.tollgate.settings.BadSettings;
import io.tollgate.settings.SettingTable;
import io.tollgate.settings.Settings;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Gives models the tools: to the program that started it, over standard input and output, or to many over HTTP. */
@Command(
        name = "mcp",
        description = "Serves the tools for models over MCP: to the client that starts it, or with --http to many.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Standard output carries the protocol and nothing else; what there is to say goes to standard error.",
            "The tools use the gateway at RESOURCE_SERVER_URL, upload with UPLOAD_TOKEN and pay with PRIVATE_KEY, within",
            "WALLET_MAX_PER_CALL and WALLET_MAX_PER_DAY. MCP_FILE_ROOTS names the folders they may use."
        })
final class McpCommand implements Callable<Integer> {
    private final CommandEnvironment surroundings;

    @Spec
    private CommandSpec spec;

    @Option(names = "--http", description = "Serve /mcp on PORT instead, to callers with an MCP_TOKEN.")
    private boolean http;

    McpCommand(CommandEnvironment surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws Exception {
        PrintWriter err = spec.commandLine().getErr();
        Settings settings;
        try {
            settings = surroundings
                    .settings()
                    .loadMcp(SettingFlags.read(spec.commandLine().getParseResult(), SettingTable.MCP), http);
        } catch (BadSettings e) {
            e.problems().forEach(err::println);
            return ExitCodes.USAGE;
        }
        return http ? serve(settings, err) : converse(settings);
    }

    private static int converse(Settings settings) throws Exception {
        try (FileInputStream in = new FileInputStream(FileDescriptor.in);
                FileOutputStream out = new FileOutputStream(FileDescriptor.out)) {
            // later output to System.out must not mix with the protocol
            System.setOut(System.err);
            McpServer.serveStdio(settings, in, out);
        }
        return ExitCodes.OK;
    }

    private int serve(Settings settings, PrintWriter err) throws InterruptedException {
        McpServer server;
        try {
            server = McpServer.start(settings);
        } catch (StartFailure e) {
            err.println(e.getMessage());
            return e.exitCode();
        }
        AtomicBoolean closing = new AtomicBoolean();
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            if (closing.compareAndSet(false, true)) {
                                server.close();
                            }
                        },
                        "drain"));
        PrintWriter out = spec.commandLine().getOut();
        out.println("ready http://127.0.0.1:" + server.port() + "/mcp");
        out.flush();
        server.awaitStop();
        return ExitCodes.OK;
    }
}
