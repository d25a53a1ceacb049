package io.tollgate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tollgate.admin.ManagementClient;
import io.tollgate.settings.BadSettings;
import io.tollgate.settings.ServerSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;

/** One question to the management port of the gateway that runs with this data folder; a refusal is said on the way. */
final class OperatorCall {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final CommandEnvironment surroundings;
    private final CommandLine command;

    OperatorCall(CommandEnvironment surroundings, CommandLine command) {
        this.surroundings = surroundings;
        this.command = command;
    }

    /** The answer; empty when it was no good one, which has been said. */
    Optional<JsonNode> get(String path) throws IOException, InterruptedException {
        Optional<ManagementClient> gateway = gateway();
        return gateway.isEmpty() ? Optional.empty() : good(gateway.get().get(path));
    }

    Optional<JsonNode> post(String path) throws IOException, InterruptedException {
        Optional<ManagementClient> gateway = gateway();
        return gateway.isEmpty() ? Optional.empty() : good(gateway.get().post(path, new byte[0]));
    }

    private Optional<ManagementClient> gateway() throws IOException {
        try {
            Path dataDir = surroundings
                    .settings()
                    .loadOnly(List.of(ServerSettings.DATA_DIR), Map.of())
                    .server()
                    .dataDir();
            return Optional.of(ManagementClient.of(dataDir, PATIENCE));
        } catch (BadSettings e) {
            e.problems().forEach(command.getErr()::println);
            return Optional.empty();
        }
    }

    private Optional<JsonNode> good(ManagementClient.Answer answer) throws IOException {
        boolean json = answer.contentType().contains("json");
        JsonNode body = json
                ? new JsonMapper().readTree(answer.body())
                : JsonMapper.builder().build().missingNode();
        if (answer.status() == 200) {
            return Optional.of(body);
        }
        String why = body.path("detail").asText("no reason given");
        command.getErr().println("The gateway answered " + answer.status() + ": " + why + ".");
        return Optional.empty();
    }
}
