package io.tollgate.sealing;

import java.security.GeneralSecurityException;

/** The service that holds the key-encryption key did not answer as it should: no word on the wrapped key itself. */
public final class KeyServiceFailure extends GeneralSecurityException {
    private static final long serialVersionUID = 1L;

    KeyServiceFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
