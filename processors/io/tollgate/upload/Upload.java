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
 * What is known of one upload while it passes its route. The routes see {@link #isFileFirst()} as
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

    /** Sent in several requests: what is stored stays when one of them ends. */
    boolean inSeveralRequests;

    /** Of the payment that opened it; null when a token did. */
    String receipt;

    /** What this request calls itself while it holds an upload in pieces; null where nobody else can have it. */
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
            throw new IllegalStateException("no upload: the step read-upload is missing in front of this one");
        }
        return upload;
    }

    /** How long ago its first byte came, in this request or in an earlier one. */
    Duration age() {
        return earlierDuration.plusNanos(System.nanoTime() - startNanos);
    }

    /** Whatever happens, nothing of an upload stays behind in the data folder. */
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

    /** The form names its file before any field, so what it is to become is not known while it arrives. */
    public boolean isFileFirst() {
        return form != null && form.startsWithFile();
    }

    /** The payment has opened this upload before. */
    public boolean isAlreadyOpened() {
        return alreadyOpened;
    }

    /**
     * Heeds fields that stood behind the file.
     *
     * @param unstored nothing of the file is on Walrus yet, so for how long and for whom it goes there may still change
     * @throws Problem 400 when it would have had to be stored differently
     */
    void applyLateFields(UploadSpec late, Map<String, String> all, boolean unstored) {
        boolean same = late.sealed() == spec.sealed()
                && (unstored || late.epochs() == spec.epochs() && Objects.equals(late.sendTo(), spec.sendTo()));
        if (!same) {
            throw Problem.of(
                    400,
                    "late_field",
                    "put numEpochs, sendTo and sealed in front of the file: it is on its way by then");
        }
        spec = late;
        fields = all;
    }

    /** Every part is certified, and the file is not for sale yet. */
    public boolean isComplete() {
        return item == null && resumable != null && resumable.isComplete();
    }

    /** Goes on with the key that earlier parts were sealed with. */
    void useKey(SealedKey known) {
        key = known;
    }

    /** The key of the item, made when it is first needed. */
    SealedKey key(Sealing sealing) {
        if (key == null) {
            key = sealing.newKey(itemId);
        }
        return key;
    }

    /** The key as it goes into the catalogue: wrapped by the key-encryption key that wraps now. */
    SealedKey keyToStore(Sealing sealing) throws IOException {
        key = sealing.rewrapIfOutdated(itemId, key(sealing));
        return key;
    }

    @Override
    public String toString() {
        return "Upload[" + itemId + "]";
    }
}
