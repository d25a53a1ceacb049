package io.tollgate.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tollgate.payer.PaidRequest;
import io.tollgate.settings.Secret;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Sends a file over {@code /uploads}, in as many requests as it takes: after a broken connection, or in another run of
 * the command, it goes on behind the last part that the gateway has stored.
 */
final class ResumingUpload {
    private static final Duration PATIENCE = Duration.ofHours(6);
    private static final Duration SHORT = Duration.ofSeconds(60);
    /** So often nothing new may have been stored before it is left for another run. */
    private static final int FRUITLESS = 6;

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

    /** Waits between two tries. */
    @FunctionalInterface
    interface Sleep {
        void millis(long millis) throws InterruptedException;
    }

    /** Makes the request that opens an upload, which may have to be paid for. */
    @FunctionalInterface
    interface Opening {
        /** @param beside what the payment is kept beside until the upload is open */
        PaidRequest at(URI url, Path beside);
    }

    private final HttpClient http;
    private final URI gateway;
    private final Opening opening;
    private final Sleep sleep;

    ResumingUpload(HttpClient http, URI gateway, Opening opening, Sleep sleep) {
        this.http = http;
        this.gateway = gateway;
        this.opening = opening;
        this.sleep = sleep;
    }

    DirectUpload.Outcome send(
            Path file, Map<String, String> fields, Optional<Secret> token, DirectUpload.Progress progress)
            throws IOException, InterruptedException {
        long size = Files.size(file);
        String of = gateway + " " + file.toAbsolutePath() + " " + size + " " + Files.getLastModifiedTime(file) + " "
                + DirectUpload.query(fields);
        Optional<UploadCheckpoint> known = UploadCheckpoint.find(file, of);
        if (known.isPresent()) {
            return finish(file, size, known.get(), fields, token, progress);
        }
        URI announced = URI.create(base() + "/uploads?" + DirectUpload.query(fields));
        HttpRequest.Builder request = HttpRequest.newBuilder(announced)
                .timeout(SHORT)
                .header("Content-Type", DirectUpload.mediaType(file))
                .header("Upload-Length", Long.toString(size))
                .POST(BodyPublishers.noBody());
        token.ifPresent(secret -> request.header("Authorization", "Bearer " + secret.reveal()));
        PaidRequest paid = opening.at(announced, UploadCheckpoint.place(file));
        return switch (paid.send(request)) {
            case PaidRequest.Outcome.NotPaid end -> new DirectUpload.Outcome.NotPaid(end.why());
            case PaidRequest.Outcome.Unknown end -> new DirectUpload.Outcome.Unknown(end.why());
            case PaidRequest.Outcome.Answered told -> {
                String place = told.answer().headers().firstValue("Location").orElse("");
                DirectUpload.Answer answer = DirectUpload.read(told.answer());
                // 200 where this payment had opened one before, and its answer was lost
                if (answer.status() != 201 && answer.status() != 200 || !place.startsWith("/")) {
                    yield new DirectUpload.Outcome.Answered(answer);
                }
                // our own idea of where the gateway is: its public address may not lead there from here
                UploadCheckpoint begun = new UploadCheckpoint(
                        URI.create(base() + place),
                        answer.body().path("sellerToken").asText(),
                        of);
                begun.write(file);
                paid.done();
                yield finish(file, size, begun, fields, token, progress);
            }
        };
    }

    private String base() {
        return gateway.toString().replaceAll("/+$", "");
    }

    private DirectUpload.Outcome finish(
            Path file,
            long size,
            UploadCheckpoint upload,
            Map<String, String> fields,
            Optional<Secret> token,
            DirectUpload.Progress progress)
            throws IOException, InterruptedException {
        long reached = -1;
        int fruitless = 0;
        IOException broken = null;
        while (fruitless < FRUITLESS) {
            if (fruitless > 0) {
                sleep.millis(Math.min(LONGEST_PAUSE.toMillis(), 500L << fruitless));
            }
            try {
                Optional<Long> offset = offset(upload);
                if (offset.isEmpty()) {
                    UploadCheckpoint.forget(file);
                    return send(file, fields, token, progress);
                }
                fruitless = offset.get() > reached ? 0 : fruitless;
                reached = offset.get();
                DirectUpload.Answer answer = append(file, size, upload, offset.get(), progress);
                if (answer.body().path("blobId").isTextual()) {
                    UploadCheckpoint.forget(file);
                    if (!upload.sellerToken().isEmpty()) {
                        ((ObjectNode) answer.body()).put("sellerToken", upload.sellerToken());
                    }
                    return new DirectUpload.Outcome.Answered(answer);
                }
                boolean goesOn = answer.status() == 200
                        || answer.status() == 409
                        || answer.body().path("retryable").asBoolean();
                if (!goesOn) {
                    return new DirectUpload.Outcome.Answered(answer);
                }
            } catch (IOException e) {
                broken = e;
            }
            fruitless++;
        }
        throw new IOException(
                "the gateway has " + Math.max(0, reached) + " of " + size
                        + " bytes; run the same command again to go on",
                broken);
    }

    /** From where to go on; empty when the gateway knows no such upload any more. */
    private Optional<Long> offset(UploadCheckpoint upload) throws IOException, InterruptedException {
        HttpResponse<Void> told = http.send(
                HttpRequest.newBuilder(upload.url())
                        .timeout(SHORT)
                        .method("HEAD", BodyPublishers.noBody())
                        .build(),
                BodyHandlers.discarding());
        if (told.statusCode() == 404) {
            return Optional.empty();
        }
        return Optional.of(told.headers()
                .firstValue("Upload-Offset")
                .map(Long::valueOf)
                .orElseThrow(() -> new IOException("the gateway answers " + told.statusCode())));
    }

    private DirectUpload.Answer append(
            Path file, long size, UploadCheckpoint upload, long offset, DirectUpload.Progress progress)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(upload.url())
                .timeout(PATIENCE)
                .header("Upload-Offset", Long.toString(offset))
                .method("PATCH", body(file, offset, size, progress))
                .build();
        return DirectUpload.read(http.send(request, BodyHandlers.ofInputStream()));
    }

    private static BodyPublisher body(Path file, long offset, long size, DirectUpload.Progress progress) {
        return offset == size
                ? BodyPublishers.noBody()
                : BodyPublishers.fromPublisher(
                        BodyPublishers.ofInputStream(() -> open(file, offset, size, progress)), size - offset);
    }

    private static InputStream open(Path file, long offset, long size, DirectUpload.Progress progress) {
        try {
            FileChannel channel = FileChannel.open(file);
            channel.position(offset);
            return new FilterInputStream(Channels.newInputStream(channel)) {
                private long done = offset;

                @Override
                public int read(byte[] bytes, int from, int length) throws IOException {
                    int read = super.read(bytes, from, (int) Math.min(length, Math.max(1, size - done)));
                    done += Math.max(0, read);
                    progress.at(done, size);
                    return read;
                }
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
