package io.tollgate.dev.walrus;

import java.io.IOException;

/** A fault that was asked for: whoever serves the request is to break its connection, and to think nothing of it. */
final class ConnectionBroken extends IOException {
    ConnectionBroken(long bytes) {
        super("the faults break the connection after " + bytes + " bytes");
    }
}
