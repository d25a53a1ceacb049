package io.tollgate.cli;

import io.tollgate.settings.SettingTable;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import picocli.CommandLine;

/** The commands and their options, without those that every command has and those that stand for settings. */
public final class CommandNames {
    private CommandNames() {}

    /** Options by command: {@code tollgate routes check}. */
    public static Map<String, List<String>> all() {
        CommandEnvironment nothing = new CommandEnvironment(
                Map.of(),
                Path.of("target"),
                (settings, mode) -> {
                    throw new IllegalStateException("no gateway is started");
                },
                false);
        Map<String, List<String>> commands = new TreeMap<>();
        collect(Tollgate.commandLine(nothing), commands);
        return commands;
    }

    private static void collect(CommandLine command, Map<String, List<String>> commands) {
        Set<String> settings = SettingTable.ALL.stream()
                .map(setting -> "--"
                        + setting.property().replaceFirst("^tollgate\\.", "").replace('.', '-'))
                .collect(Collectors.toSet());
        List<String> options = command.getCommandSpec().options().stream()
                .filter(option -> !option.usageHelp() && !option.versionHelp())
                .flatMap(option -> Arrays.stream(option.names()))
                .filter(name -> !settings.contains(name))
                .sorted()
                .toList();
        if (command.getSubcommands().isEmpty()) {
            commands.put(command.getCommandSpec().qualifiedName(), options);
        }
        command.getSubcommands().values().forEach(sub -> collect(sub, commands));
    }
}
