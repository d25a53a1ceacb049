package io.tollgate.cli;

import io.tollgate.settings.Setting;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The flags of settings, taken from their table: a command declares which ones it has and never repeats a default. */
final class SettingFlags {
    private SettingFlags() {}

    static CommandLine add(CommandLine command, List<Setting<?>> settings) {
        for (Setting<?> setting : settings) {
            setting.flag()
                    .ifPresent(flag -> command.getCommandSpec()
                            .addOption(OptionSpec.builder(flag)
                                    .type(String.class)
                                    .arity("1")
                                    .paramLabel(setting.kind().label())
                                    .description(description(setting).replace("%", "%%"))
                                    .build()));
        }
        return command;
    }

    private static String description(Setting<?> setting) {
        String fallback = setting.defaultText().isEmpty() ? "" : "; default " + setting.defaultText();
        return setting.meaning() + " (" + setting.environment() + fallback + ").";
    }

    /** What was written on the command line. */
    static Map<Setting<?>, String> read(ParseResult parsed, List<Setting<?>> settings) {
        Map<Setting<?>, String> flags = new LinkedHashMap<>();
        for (Setting<?> setting : settings) {
            setting.flag().filter(parsed::hasMatchedOption).ifPresent(flag -> {
                String text = parsed.matchedOptionValue(flag, "");
                flags.put(setting, text);
            });
        }
        return flags;
    }
}
