package io.tollgate.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.tollgate.payer.PayingClient;
import io.tollgate.settings.Secret;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;

/** Runs one upload for {@code upload} and says what the gateway answered, to a person or to a program. */
final class UploadRun {
    private final Surroundings surroundings;
    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean json;

    UploadRun(Surroundings surroundings, CommandLine command, boolean json) {
        this.surroundings = surroundings;
        this.out = command.getOut();
        this.err = command.getErr();
        this.json = json;
    }

    /** @param pieces goes on after a broken connection, or with what an earlier run began */
    int run(URI gateway, Path file, Map<String, String> fields, Optional<Secret> token, boolean pieces)
            throws IOException, InterruptedException {
        ProgressBar bar = new ProgressBar(err, surroundings.terminal());
        try (HttpClient http = PayingClient.http()) {
            Uploading.Answer answer = pieces
                    ? new PiecewiseUpload(http, gateway, Thread::sleep).send(file, fields, token, bar::at)
                    : new Uploading(http, gateway).put(file, fields, token, bar::at);
            bar.clear();
            if (answer.status() == 200 && answer.body().path("blobId").isTextual()) {
                said(answer.body());
                return ExitCodes.OK;
            }
            err.println("Not uploaded: " + gateway + " answers " + answer.status() + ", " + answer.reason() + ".");
            return answer.status() >= 400 && answer.status() < 500 ? ExitCodes.USAGE : ExitCodes.FAILED;
        } catch (ConnectException e) {
            err.println("Not uploaded: nothing answers at " + gateway + "; is a gateway running there?");
            return ExitCodes.FAILED;
        }
    }

    private void said(JsonNode item) {
        if (json) {
            out.println(item);
            return;
        }
        out.println("for sale  " + item.path("downloadUrl").asText());
        out.println("price     $" + item.path("price").asText() + " on "
                + item.path("network").asText() + ", paid to "
                + item.path("payTo").asText());
        out.println("size      " + item.path("size").asText() + " bytes, sha256 "
                + item.path("sha256").asText());
        out.println("stored    as " + item.path("blobId").asText() + " until epoch "
                + item.path("endEpoch").asText());
        out.println("token     " + item.path("sellerToken").asText() + " (shown once: it changes or deletes the item)");
    }
}
