package io.tollgate.walrus.publish;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.support.SynchronizationAdapter;

/**
 * Takes the blob to store out of the message. Unsealed bytes may be on Walrus already: they are looked up by their
 * hash, and a lock per hash keeps two requests from storing the same bytes at once.
 */
public final class BeginPublication implements Processor {
    static final String SHA256 = "publishedSha256";
    static final String UNTIL = "publishedUntil";

    private static final int CHUNK = 64 * 1024;

    private final PublishConfig config;
    private final KnownBlobs knownBlobs;
    private final PerContentLock locks = new PerContentLock();

    public BeginPublication(PublishConfig publishers, KnownBlobs knownBlobs) {
        this.config = publishers;
        this.knownBlobs = knownBlobs;
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        Message message = exchange.getMessage();
        Publication blob = message.getMandatoryBody(Publication.class);
        PublishState state = new PublishState(config, blob);
        exchange.setProperty(PublishState.PROPERTY, state);
        message.removeHeaders("*");
        message.setBody(null);
        if (!blob.sealed() && blob.content().repeatable() && blob.length() >= 0) {
            lookUp(exchange, state);
        }
    }

    private void lookUp(Exchange exchange, PublishState state) throws IOException, InterruptedException {
        Publication blob = state.blob();
        String sha256 = sha256(blob);
        locks.acquire(sha256);
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                locks.release(sha256);
            }
        });
        Instant until = until(blob);
        exchange.setProperty(SHA256, sha256);
        exchange.setProperty(UNTIL, until);
        knownBlobs.find(sha256, blob.length(), until).ifPresent(stored -> {
            config.meters().recordAlreadyStored();
            state.recordAlreadyStored(stored);
        });
    }

    /** The current epoch is the first one paid for and is partly over, so it does not count. */
    private Instant until(Publication blob) {
        Duration epoch = config.rules().epochLength();
        return config.now().plus(epoch.multipliedBy(blob.epochs() - 1L));
    }

    private static String sha256(Publication blob) throws IOException {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is not available", e);
        }
        try (InputStream content = blob.content().open()) {
            byte[] chunk = new byte[CHUNK];
            for (int count = content.read(chunk); count >= 0; count = content.read(chunk)) {
                digest.update(chunk, 0, count);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
