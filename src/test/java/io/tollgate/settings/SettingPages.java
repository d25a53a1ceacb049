package io.tollgate.settings;

/** Generates application.properties and docs/configuration.md from {@link SettingTable}. */
final class SettingPages {
    private SettingPages() {}

    static String properties() {
        StringBuilder page = new StringBuilder("""
                # Every setting of Tollgate with its default. In order of precedence: a flag of the command, the environment
                # variable in brackets, .env in the working directory, this file in the working directory. Empty means not set.
                # An unknown tollgate.* key prevents the start. Keep secrets in the environment.

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

                Every setting has three names. In order of precedence: the flag of `serve`, `dev` or `demo`, the environment variable,
                the same name in `.env`, the property in `application.properties` of the working directory. `./tollgate serve` reports
                all invalid values at once and exits with code 2.

                | Environment | Property | Default | Value | Meaning |
                |---|---|---|---|---|
                """);
        for (Setting<?> setting : SettingTable.ALL) {
            page.append("| `").append(setting.environment()).append("` | `").append(setting.property());
            page.append("` | ").append(setting.defaultText().isEmpty() ? "" : "`" + setting.defaultText() + "`");
            page.append(" | ").append(setting.kind().unit()).append(" | ").append(setting.meaning());
            page.append(setting.secret() ? "; never printed, no flag" : "").append(" |\n");
        }
        return page.append(
                        "\nThe flag is the property without its prefix, with dashes for dots: `--facilitator-url`.\n")
                .toString();
    }
}
