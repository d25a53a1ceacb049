package io.tollgate.settings;

/** Writes the pages that follow from {@link SettingTable}: application.properties and docs/configuration.md. */
final class SettingPages {
    private SettingPages() {}

    static String properties() {
        StringBuilder page = new StringBuilder("""
                # Every setting of Tollgate with its default. Strongest first: a flag of the command, the environment variable in
                # brackets, .env beside this file, this file in the working directory. Empty means not set. An unknown tollgate.*
                # key stops the start. What may carry a secret is best kept in the environment.

                """);
        for (Setting<?> setting : SettingTable.ALL) {
            page.append("# ").append(setting.meaning()).append(".\n");
            page.append("# [")
                    .append(setting.environment())
                    .append("] ")
                    .append(setting.kind().unit())
                    .append('\n');
            page.append(setting.secret() ? "# " : "").append(setting.property()).append('=');
            page.append(setting.defaultText()).append("\n\n");
        }
        return page.toString();
    }

    static String configuration() {
        StringBuilder page = new StringBuilder("""
                # Configuration

                Every setting has three names. Strongest first: the flag of `serve`, `dev` or `demo`, the environment variable, the same
                name in `.env`, the property in `application.properties` of the working directory. `./tollgate serve` names every bad
                value at once and ends with exit code 2.

                | Environment | Property | Default | Value | Meaning |
                |---|---|---|---|---|
                """);
        for (Setting<?> setting : SettingTable.ALL) {
            page.append("| `").append(setting.environment()).append("` | `").append(setting.property());
            page.append("` | ").append(setting.defaultText().isEmpty() ? "" : "`" + setting.defaultText() + "`");
            page.append(" | ").append(setting.kind().unit()).append(" | ").append(setting.meaning());
            page.append(setting.secret() ? "; never printed, no flag" : "").append(" |\n");
        }
        return page.append("\nThe flag is the property without its prefix, dots as dashes: `--facilitator-url`.\n")
                .toString();
    }
}
