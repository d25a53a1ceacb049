package io.tollgate.walrus.read;

import io.tollgate.walrus.publish.KnownBlobs;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongSupplier;

/** Reads blobs from all aggregators there are, one after the other, until the bytes are there and are the right ones. */
public final class ResumingSource implements BlobSource {
    private final ReadConfig config;
    private final ResumingBlob.Opener opener;
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
        this.config = readings;
        this.opener = route::call;
        this.known = known;
        this.nanoTime = nanoTime;
    }

    @Override
    public InputStream open(BlobRead piece) throws IOException {
        return stream(piece);
    }

    @Override
    public <T> T open(BlobRead piece, Opening<T> opening) throws IOException {
        ResumingBlob stored = stream(piece);
        while (true) {
            try {
                return opening.open(stored);
            } catch (BlobUnavailable | RuntimeException e) {
                stored.close();
                throw e;
            } catch (IOException e) {
                restart(stored, e);
            }
        }
    }

    private static void restart(ResumingBlob stored, IOException proof) throws IOException {
        try {
            stored.restart();
        } catch (IOException e) {
            stored.close();
            proof.addSuppressed(e);
            throw proof;
        }
    }

    private ResumingBlob stream(BlobRead piece) throws IOException {
        try {
            return new ResumingBlob(
                    config.begin(piece), opener, config.rules().stall(), nanoTime);
        } catch (BlobUnavailable e) {
            if (e.missing()) {
                known.remove(piece.id());
            }
            throw e;
        }
    }
}
