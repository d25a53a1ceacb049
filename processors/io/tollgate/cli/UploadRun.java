package io.tollgate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.tollgate.payer.PayingClient;
import io.tollgate.payer.PurchaseListener;
import io.tollgate.settings.Secret;
import io.tollgate.settings.Settings;
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
    /** The code of a refusal that says where an upload can be paid for: by the resumable upload. */
    private static final String PAID_ELSEWHERE = "upload_is_paid";

    private final CommandEnvironment surroundings;
    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean json;

    UploadRun(CommandEnvironment surroundings, CommandLine command, boolean json) {
        this.surroundings = surroundings;
        this.out = command.getOut();
        this.err = command.getErr();
        this.json = json;
    }

    /** @param pieces goes on after a broken connection, or with what an earlier run began */
    int run(Path file, Map<String, String> fields, Settings settings, boolean pieces)
            throws IOException, InterruptedException {
        URI gateway = settings.wallet().resourceServerUrl();
        ProgressBar bar = new ProgressBar(err, surroundings.terminal());
        try (HttpClient http = PayingClient.http()) {
            DirectUpload.Outcome outcome = send(http, file, fields, settings, pieces, bar);
            bar.clear();
            return switch (outcome) {
                case DirectUpload.Outcome.Answered told -> answered(gateway, told.answer());
                case DirectUpload.Outcome.NotPaid end -> ended("not paid, ", end.why() + ".", ExitCodes.NOT_PAID);
                case DirectUpload.Outcome.Unknown end -> ended("", end.why() + ".", ExitCodes.UNKNOWN);
            };
        } catch (ConnectException e) {
            return ended("nothing answers at " + gateway, "; is a gateway running there?", ExitCodes.FAILED);
        }
    }

    private DirectUpload.Outcome send(
            HttpClient http, Path file, Map<String, String> fields, Settings settings, boolean pieces, ProgressBar bar)
            throws IOException, InterruptedException {
        URI gateway = settings.wallet().resourceServerUrl();
        Optional<Secret> token = settings.upload().token();
        if (!pieces) {
            DirectUpload.Answer answer = new DirectUpload(http, gateway).put(file, fields, token, bar::at);
            boolean paid = answer.body().path("code").asText().equals(PAID_ELSEWHERE);
            if (!paid || fields.containsKey("sealed")) {
                return new DirectUpload.Outcome.Answered(answer);
            }
        }
        PayingClient wallet = PayRun.client(http, settings);
        PurchaseListener listener = PayRun.listener(err, bar);
        return new ResumingUpload(
                        http,
                        gateway,
                        (url, beside) ->
                                wallet.request(url, beside, settings.wallet().maxPerCall(), listener),
                        Thread::sleep)
                .send(file, fields, token, bar::at);
    }

    private int answered(URI gateway, DirectUpload.Answer answer) {
        if (answer.status() == 200 && answer.body().path("blobId").isTextual()) {
            said(answer.body());
            return ExitCodes.OK;
        }
        boolean ours = answer.status() >= 400 && answer.status() < 500;
        return ended(
                gateway + " answers " + answer.status() + ", ",
                answer.reason() + ".",
                ours ? ExitCodes.USAGE : ExitCodes.FAILED);
    }

    private int ended(String opening, String why, int code) {
        err.println("Not uploaded: " + opening + why);
        return code;
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
        if (item.path("sellerToken").isTextual()) {
            out.println(
                    "token     " + item.path("sellerToken").asText() + " (shown once: it changes or deletes the item)");
        }
    }
}
