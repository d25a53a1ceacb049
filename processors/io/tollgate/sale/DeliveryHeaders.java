package io.tollgate.sale;

import java.util.Map;
import java.util.function.BiConsumer;

/**
 * What goes with every answer to a buyer who has paid, whether or not the file could be sent: the receipt, where to read
 * it again, and the tokens to come back with.
 *
 * @param headers by name, as they are sent
 */
record DeliveryHeaders(Map<String, String> headers) {
    DeliveryHeaders {
        headers = Map.copyOf(headers);
    }

    void writeTo(BiConsumer<String, String> answer) {
        headers.forEach(answer);
    }

    /** The names alone: the values are as good as the file. */
    @Override
    public String toString() {
        return "DeliveryHeaders" + headers.keySet();
    }
}
