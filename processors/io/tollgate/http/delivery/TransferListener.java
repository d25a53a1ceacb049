package io.tollgate.http.delivery;

import java.time.Duration;

/** Hears of every transfer to a client, so that somebody can count them. Called by many threads at once. */
public interface TransferListener {
    /** Hears of nothing. */
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
        /** Every byte was taken. */
        COMPLETE,
        /** The client left or stalled. */
        CLIENT_GONE,
        /** The file could not be read to its end. */
        SOURCE_FAILED
    }

    void started();

    /** Bytes that were handed to the connection. */
    void sent(int bytes);

    void ended(End end, Duration took);
}
