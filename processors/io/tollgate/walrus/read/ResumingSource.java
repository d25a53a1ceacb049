package io.tollgate.walrus.read;

import io.tollgate.walrus.publish.KnownBlobs;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongSupplier;

/** Reads blobs from all configured aggregators, one after the other, until the right bytes have been read. */
public final class ResumingSource implements BlobSource {
    private final ReadConfig config;
    private final ResumingBlob.Opener opener;
    private final KnownBlobs knownBlobs;
    private final LongSupplier nanoTime;

    /** Calls the route that finds an aggregator. */
    @FunctionalInterface
    public interface Route {
        /** @param state the body of the message */
        InputStream call(Object state) throws IOException;
    }

    /**
     * @param knownBlobs blobs that no longer exist are removed from it
     * @param nanoTime {@code System::nanoTime} except in tests
     */
    public ResumingSource(ReadConfig config, Route route, KnownBlobs knownBlobs, LongSupplier nanoTime) {
        this.config = config;
        this.opener = route::call;
        this.knownBlobs = knownBlobs;
        this.nanoTime = nanoTime;
    }

    @Override
    public InputStream open(BlobRead request) throws IOException {
        return stream(request);
    }

    @Override
    public <T> T open(BlobRead request, Opening<T> opening) throws IOException {
        ResumingBlob stored = stream(request);
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

    private ResumingBlob stream(BlobRead request) throws IOException {
        try {
            return new ResumingBlob(
                    config.begin(request), opener, config.rules().stall(), nanoTime);
        } catch (BlobUnavailable e) {
            if (e.missing()) {
                knownBlobs.remove(request.id());
            }
            throw e;
        }
    }
}
