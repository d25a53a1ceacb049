package io.tollgate.app.lambda;

import java.util.Optional;

/** Reads secrets by name. */
@FunctionalInterface
interface SecretStore {
    /** Empty when the secret has no value yet. */
    Optional<String> find(String name);
}
