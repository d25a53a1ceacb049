package io.tollgate.cli;

import io.tollgate.settings.SettingsLoader;
import java.nio.file.Path;
import java.util.Map;

/** What a command finds around it, handed in so that tests own it. */
public record CommandEnvironment(
        Map<String, String> environment, Path workingDirectory, GatewayLauncher gateways, boolean terminal) {
    SettingsLoader settings() {
        return new SettingsLoader(environment, workingDirectory);
    }
}
