package io.tollgate.settings;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The sources of settings in order of precedence: flag, environment, {@code .env}, application.properties in the working
 * directory, default. An empty text counts as missing.
 */
final class SettingSources {
    /** The text of a setting, and the name of its source for messages. */
    record Found(String text, String origin) {}

    private final Map<Setting<?>, String> flags;
    private final Map<String, String> environment;
    private final Map<String, String> envFile;
    private final Properties properties;

    SettingSources(Map<Setting<?>, String> flags, Map<String, String> environment, Path directory) throws BadSettings {
        this.flags = Map.copyOf(flags);
        this.environment = Map.copyOf(environment);
        this.properties = new Properties();
        Path file = directory.resolve("application.properties");
        try {
            this.envFile = EnvFile.read(directory.resolve(".env"));
            if (Files.isRegularFile(file)) {
                try (Reader reader = Files.newBufferedReader(file)) {
                    properties.load(reader);
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new BadSettings(
                    List.of("Cannot read .env or application.properties in " + directory + ": " + e.getMessage()));
        }
    }

    Optional<Found> find(Setting<?> setting) {
        return text(flags.get(setting), setting.flag().orElse("the caller"))
                .or(() -> text(environment.get(setting.environment()), "the environment"))
                .or(() -> text(envFile.get(setting.environment()), ".env"))
                .or(() -> text(properties.getProperty(setting.property()), "application.properties"))
                .or(() -> text(setting.defaultText(), "the default"));
    }

    private static Optional<Found> text(String text, String origin) {
        return Optional.ofNullable(text)
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .map(value -> new Found(value, origin));
    }

    /** One sentence for every unknown {@code tollgate.*} key, because it may be misspelt. */
    List<String> unknownKeys() {
        Set<String> known = SettingTable.ALL.stream().map(Setting::property).collect(Collectors.toUnmodifiableSet());
        List<String> sentences = new ArrayList<>();
        for (String key : new TreeSet<>(properties.stringPropertyNames())) {
            if (key.startsWith(Setting.PREFIX) && !known.contains(key)) {
                sentences.add("Unknown setting " + key + " in application.properties; remove it or correct its name.");
            }
        }
        return sentences;
    }
}
