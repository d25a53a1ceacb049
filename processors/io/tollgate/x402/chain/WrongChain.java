package io.tollgate.x402.chain;

import java.io.IOException;

/** The node serves another chain than it was named for, or another token lives there: none of its answers counts. */
public final class WrongChain extends IOException {
    WrongChain(String message) {
        super(message);
    }
}
