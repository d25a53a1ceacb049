package io.tollgate.app.lambda;

import java.util.Optional;

/** Where secrets are kept by name. */
@FunctionalInterface
interface SecretStore {
    /** Empty when the secret has no value yet. */
    Optional<String> find(String name);
}
