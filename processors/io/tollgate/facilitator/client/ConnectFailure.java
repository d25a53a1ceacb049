package io.tollgate.facilitator.client;

import java.net.UnknownHostException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.HttpHostConnectException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;

/**
 * Whether a call failed before anything was sent: no address, no connection. Only what the HTTP client throws while it
 * connects counts; a connection that breaks, however early, may have carried the request.
 */
public final class ConnectFailure {
    private static final int DEEPEST = 10;

    private ConnectFailure() {}

    public static boolean proves(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            if (cause instanceof HttpHostConnectException
                    || cause instanceof ConnectTimeoutException
                    || cause instanceof UnknownHostException
                    || cause instanceof ConnectionRequestTimeoutException) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }
}
