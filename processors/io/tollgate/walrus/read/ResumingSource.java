package io.tollgate.walrus.read;

import io.tollgate.walrus.publish.KnownBlobs;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongSupplier;

/** Reads blobs from all aggregators there are, one after the other, until the bytes are there and are the right ones. */
public final class ResumingSource implements BlobSource {
    private final ReadConfig readings;
    private final ResumingBlob.Asking asking;
    private final KnownBlobs known;
    private final LongSupplier nanoTime;

    /** Calls the route that finds an aggregator. */
    @FunctionalInterface
    public interface Route {
        /** @param reading the body of the message */
        InputStream call(Object reading) throws IOException;
    }

    /**
     * @param known is told of blobs that turned out to be gone
     * @param nanoTime {@code System::nanoTime} but in tests
     */
    public ResumingSource(ReadConfig readings, Route route, KnownBlobs known, LongSupplier nanoTime) {
        this.readings = readings;
        this.asking = route::call;
        this.known = known;
        this.nanoTime = nanoTime;
    }

    @Override
    public InputStream open(BlobRead piece) throws IOException {
        return resuming(piece);
    }

    @Override
    public <T> T open(BlobRead piece, Opening<T> opening) throws IOException {
        ResumingBlob stored = resuming(piece);
        while (true) {
            try {
                return opening.open(stored);
            } catch (BlobUnavailable | RuntimeException e) {
                stored.close();
                throw e;
            } catch (IOException e) {
                elsewhere(stored, e);
            }
        }
    }

    private static void elsewhere(ResumingBlob stored, IOException proof) throws IOException {
        try {
            stored.startOver();
        } catch (IOException e) {
            stored.close();
            proof.addSuppressed(e);
            throw proof;
        }
    }

    private ResumingBlob resuming(BlobRead piece) throws IOException {
        try {
            return new ResumingBlob(
                    readings.begin(piece), asking, readings.rules().stall(), nanoTime);
        } catch (BlobUnavailable e) {
            if (e.missing()) {
                known.forget(piece.id());
            }
            throw e;
        }
    }
}
