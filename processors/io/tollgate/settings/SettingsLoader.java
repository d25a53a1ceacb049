package io.tollgate.settings;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Loads {@link Settings} from flags, environment and files, and reports all problems at once. Environment and working
 * directory are parameters, so that tests control them.
 */
public final class SettingsLoader {
    private static final Pattern UNPRINTABLE = Pattern.compile("[^ -~]");
    private static final int MAX_SHOWN = 80;

    private final Map<String, String> environment;
    private final Path workingDirectory;

    public SettingsLoader(Map<String, String> environment, Path workingDirectory) {
        this.environment = Map.copyOf(environment);
        this.workingDirectory = requireNonNull(workingDirectory, "workingDirectory must not be null");
    }

    /**
     * Loads the settings of a gateway: all are valid, known and consistent, and in {@link Mode#SERVE} all required ones are
     * set. In {@link Mode#DEV}, {@link Settings#embedded} fills in missing ones.
     */
    public Settings load(Mode mode, Map<Setting<?>, String> flags) throws BadSettings {
        SettingSources sources = new SettingSources(flags, environment, workingDirectory);
        List<String> problems = new ArrayList<>(sources.unknownKeys());
        Set<Setting<?>> unreadable = new HashSet<>();
        Map<Setting<?>, Object> values = read(SettingTable.ALL, sources, problems, unreadable);
        Settings settings = new Settings(values, unreadable);
        problems.addAll(StartRules.problems(mode, settings));
        return requireValid(problems, settings);
    }

    /** Loads the settings of a facilitator, {@link SettingTable#FACILITATOR}, with all required ones. */
    public Settings loadFacilitator(Map<Setting<?>, String> flags) throws BadSettings {
        List<String> problems = new ArrayList<>();
        Set<Setting<?>> unreadable = new HashSet<>();
        SettingSources sources = new SettingSources(flags, environment, workingDirectory);
        Settings settings = new Settings(read(SettingTable.FACILITATOR, sources, problems, unreadable), unreadable);
        problems.addAll(StartRules.facilitatorProblems(settings));
        return requireValid(problems, settings);
    }

    /**
     * Loads the settings of an MCP server, {@link SettingTable#MCP}.
     *
     * @param remote true when it serves HTTP, and not only the program that started it
     */
    public Settings loadMcp(Map<Setting<?>, String> flags, boolean remote) throws BadSettings {
        List<String> problems = new ArrayList<>();
        Set<Setting<?>> unreadable = new HashSet<>();
        SettingSources sources = new SettingSources(flags, environment, workingDirectory);
        Settings settings = new Settings(read(SettingTable.MCP, sources, problems, unreadable), unreadable);
        if (remote) {
            problems.addAll(StartRules.mcpProblems(settings));
        }
        return requireValid(problems, settings);
    }

    /** Loads only some settings, for a command that calls a gateway. */
    public Settings loadOnly(Collection<Setting<?>> wanted, Map<Setting<?>, String> flags) throws BadSettings {
        List<String> problems = new ArrayList<>();
        SettingSources sources = new SettingSources(flags, environment, workingDirectory);
        Set<Setting<?>> unreadable = new HashSet<>();
        return requireValid(problems, new Settings(read(wanted, sources, problems, unreadable), unreadable));
    }

    private static Settings requireValid(List<String> problems, Settings settings) throws BadSettings {
        if (!problems.isEmpty()) {
            throw new BadSettings(problems);
        }
        return settings;
    }

    private static Map<Setting<?>, Object> read(
            Collection<Setting<?>> wanted, SettingSources sources, List<String> problems, Set<Setting<?>> unreadable) {
        Map<Setting<?>, Object> values = new LinkedHashMap<>();
        for (Setting<?> setting : wanted) {
            Optional<SettingSources.Found> found = sources.find(setting);
            if (found.isPresent()) {
                try {
                    values.put(setting, setting.kind().read().apply(found.get().text()));
                } catch (IllegalArgumentException e) {
                    unreadable.add(setting);
                    problems.add(sentence(setting, found.get(), e.getMessage()));
                }
            }
        }
        return values;
    }

    private static String sentence(Setting<?> setting, SettingSources.Found found, String why) {
        String text = UNPRINTABLE.matcher(found.text()).replaceAll("?");
        boolean hidden = setting.secret() || text.contains("@");
        String value = text.length() > MAX_SHOWN ? text.substring(0, MAX_SHOWN) + "…" : text;
        return "Bad " + setting.environment() + " (" + setting.property() + ", from " + found.origin() + "): "
                + (hidden ? "its value " : "\"" + value + "\" ") + why + ".";
    }
}
