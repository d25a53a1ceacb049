package io.tollgate.sealing;

import java.security.GeneralSecurityException;

/** The key management service failed; this says nothing about the wrapped key itself. */
public final class KeyServiceFailure extends GeneralSecurityException {
    private static final long serialVersionUID = 1L;

    KeyServiceFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
