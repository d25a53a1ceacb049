package io.tollgate.upload;

import io.tollgate.catalog.Item;
import io.tollgate.catalog.SellerToken;
import io.tollgate.http.server.MultipartBody;
import io.tollgate.http.server.Problem;
import io.tollgate.sealing.SealedKey;
import io.tollgate.sealing.Sealing;
import io.tollgate.walrus.publish.PublisherAnswer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;

/**
 * The state of one upload while it passes its route. Routes read {@link #isFileFirst()} as
 * {@code ${exchangeProperty.upload.fileFirst}}.
 */
final class Upload {
    static final String PROPERTY = "upload";

    private final long startNanos = System.nanoTime();

    final HttpServerRequest request;
    final String itemId;
    Map<String, String> fields = Map.of();
    MultipartBody form;
    MeteredStream plain;
    String fileName;
    String contentType;
    List<EncodedPart> spooledParts = List.of();
    private SealedKey key;

    /** Whether the file is sent in several requests; stored parts stay when one of them ends. */
    boolean inSeveralRequests;

    /** Receipt id of the payment that opened the upload; null when a token opened it. */
    String receipt;

    /** Id of this request in the lease of a resumable upload; null when the upload needs no lease. */
    String leaseOwner;

    boolean alreadyOpened;

    Duration earlierDuration = Duration.ZERO;
    ResumableUpload resumable;
    String announcedOffset = "";
    UploadSpec spec;
    SellerToken sellerToken;
    PublisherAnswer.Stored stored;
    long size;
    String sha256;
    Item item;

    Upload(HttpServerRequest request, String itemId) {
        this.request = request;
        this.itemId = itemId;
    }

    static Upload of(Exchange exchange) {
        Upload upload = exchange.getProperty(PROPERTY, Upload.class);
        if (upload == null) {
            throw new IllegalStateException("there is no upload: the step read-upload must come before this one");
        }
        return upload;
    }

    /** Time since the upload started, in this request or an earlier one. */
    Duration age() {
        return earlierDuration.plusNanos(System.nanoTime() - startNanos);
    }

    /** Removes the upload's files from the data folder when the exchange is done, in any case. */
    void cleanUpAfter(Exchange exchange) {
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                cleanUp();
            }
        });
    }

    private void cleanUp() {
        if (form != null) {
            form.close();
        }
        spooledParts.forEach(part -> part.content().close());
    }

    /** Whether the form has its file before any field, so that the fields are unknown while the file arrives. */
    public boolean isFileFirst() {
        return form != null && form.startsWithFile();
    }

    /** Whether the payment opened this upload in an earlier request. */
    public boolean isAlreadyOpened() {
        return alreadyOpened;
    }

    /**
     * Applies fields that came after the file.
     *
     * @param nothingStored whether Walrus has nothing of the file yet, so that epochs and receiver may still change
     * @throws Problem 400 when the fields require other stored bytes
     */
    void applyLateFields(UploadSpec changed, Map<String, String> all, boolean nothingStored) {
        boolean same = changed.sealed() == spec.sealed()
                && (nothingStored
                        || changed.epochs() == spec.epochs() && Objects.equals(changed.sendTo(), spec.sendTo()));
        if (!same) {
            throw Problem.of(
                    400,
                    "late_field",
                    "put numEpochs, sendTo and sealed before the file, which is being stored when later fields arrive");
        }
        spec = changed;
        fields = all;
    }

    /** Whether every part is certified and the file is not for sale yet. */
    public boolean isComplete() {
        return item == null && resumable != null && resumable.isComplete();
    }

    /** Uses the key that sealed the earlier parts. */
    void useKey(SealedKey earlier) {
        key = earlier;
    }

    /** Returns the key of the item; creates it on first use. */
    SealedKey key(Sealing sealing) {
        if (key == null) {
            key = sealing.newKey(itemId);
        }
        return key;
    }

    /** Returns the key for the catalog, wrapped by the current key-encryption key. */
    SealedKey keyToStore(Sealing sealing) throws IOException {
        key = sealing.rewrapIfOutdated(itemId, key(sealing));
        return key;
    }

    @Override
    public String toString() {
        return "Upload[" + itemId + "]";
    }
}
