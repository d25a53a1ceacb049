package io.tollgate.dev.walrus;

import java.io.IOException;

/** Thrown by a requested fault: the server must break the connection, and does not log an error. */
final class ConnectionBroken extends IOException {
    ConnectionBroken(long bytes) {
        super("the faults break the connection after " + bytes + " bytes");
    }
}
