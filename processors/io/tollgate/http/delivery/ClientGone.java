package io.tollgate.http.delivery;

import java.io.IOException;

/** The client closed or stalled the connection before the exchange was complete, so it cannot be answered. */
public final class ClientGone extends IOException {
    public ClientGone(String message, Throwable cause) {
        super(message, cause);
    }
}
