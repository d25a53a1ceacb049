package io.tollgate.payer;

import java.io.IOException;
import java.util.Optional;

/** Where the one payment of a purchase is kept from before it is sent until the file is complete. */
public interface PaymentStore {
    /** @throws IOException also when something is kept that cannot be read: it must not be paid over */
    Optional<StoredPayment> load() throws IOException;

    void save(StoredPayment payment) throws IOException;

    void delete() throws IOException;

    /** For a sentence: what holds the payment. */
    String place();
}
