package io.tollgate.http.delivery;

import java.time.Duration;

/** Is notified of every transfer to a client, for metrics. Called by many threads at once. */
public interface TransferListener {
    /** Does nothing. */
    TransferListener NONE = new TransferListener() {
        @Override
        public void started() {}

        @Override
        public void sent(int bytes) {}

        @Override
        public void ended(End end, Duration took) {}
    };

    /** How a transfer ended. */
    enum End {
        /** The client accepted every byte. */
        COMPLETE,
        /** The client closed the connection or stalled. */
        CLIENT_GONE,
        /** The file could not be read completely. */
        SOURCE_FAILED
    }

    void started();

    /** Bytes that were written to the connection. */
    void sent(int bytes);

    void ended(End end, Duration took);
}
