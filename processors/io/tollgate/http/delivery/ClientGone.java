package io.tollgate.http.delivery;

import java.io.IOException;

/** The other side of the connection left before the exchange was complete; nobody is there to be answered. */
public final class ClientGone extends IOException {
    public ClientGone(String message, Throwable cause) {
        super(message, cause);
    }
}
