package io.tollgate.upload;

import io.tollgate.http.Problem;
import java.io.IOException;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Reads what stands behind the file of a form. A field there came too late to be heeded, because the file was stored
 * by then with what was known; the seller is told rather than left with a price he did not ask for.
 */
public final class FinishForm implements Processor {
    @Override
    public void process(Exchange exchange) throws IOException {
        Upload upload = Upload.of(exchange);
        if (upload.form != null && !upload.form.allFields().equals(upload.fields)) {
            throw Problem.of(
                    400, "late_field", "put every field in front of the file, or the file in front of every field");
        }
    }
}
