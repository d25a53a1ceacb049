package io.tollgate.upload;

import io.tollgate.catalog.Item;
import io.tollgate.catalog.SellerToken;
import io.tollgate.http.MultipartBody;
import io.tollgate.walrus.PublisherAnswer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;

/**
 * What is known of one upload while it passes its route. The routes see {@link #isFileFirst()} as
 * {@code ${exchangeProperty.upload.fileFirst}}.
 */
final class Upload {
    static final String PROPERTY = "upload";

    private final long begun = System.nanoTime();

    final HttpServerRequest request;
    final String itemId;
    Map<String, String> fields = Map.of();
    MultipartBody form;
    MeteredStream plain;
    String fileName;
    String contentType;
    OptionalLong length = OptionalLong.empty();
    byte[] wrappedKey;
    Path spool;
    Plan plan;
    SellerToken sellerToken;
    PublisherAnswer.Stored stored;
    Item item;

    Upload(HttpServerRequest request, String itemId) {
        this.request = request;
        this.itemId = itemId;
    }

    static Upload of(Exchange exchange) {
        Upload upload = exchange.getProperty(PROPERTY, Upload.class);
        if (upload == null) {
            throw new IllegalStateException("no upload: the step read-upload is missing in front of this one");
        }
        return upload;
    }

    /** How long ago its first byte came. */
    Duration age() {
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    /** Whatever happens, nothing of an upload stays behind in the data folder. */
    void tidyUpAfter(Exchange exchange) {
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                tidyUp();
            }
        });
    }

    private void tidyUp() {
        if (form != null) {
            form.close();
        }
        if (spool != null) {
            try {
                Files.deleteIfExists(spool);
            } catch (IOException e) {
                throw new UncheckedIOException("a spooled upload could not be deleted", e);
            }
        }
    }

    /** The form names its file before any field, so what it is to become is not known while it arrives. */
    public boolean isFileFirst() {
        return form != null && form.startsWithFile();
    }

    /** The bytes that go to Walrus come from the spool when there is one. */
    InputStream spooled() throws IOException {
        return Files.newInputStream(spool);
    }

    @Override
    public String toString() {
        return "Upload[" + itemId + "]";
    }
}
