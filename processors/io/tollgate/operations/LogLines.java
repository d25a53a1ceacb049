package io.tollgate.operations;

import io.tollgate.settings.LogForm;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import org.apache.logging.log4j.core.config.Configurator;

/** Has the process write its log lines in the form that is set. */
public final class LogLines {
    private static final String JSON = "log4j2-json.properties";

    private LogLines() {}

    /** Does nothing for text, which the process starts with. */
    public static void write(LogForm form) {
        if (form == LogForm.JSON) {
            Configurator.reconfigure(resource());
        }
    }

    private static URI resource() {
        URL found = LogLines.class.getClassLoader().getResource(JSON);
        try {
            return found.toURI();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(JSON + " cannot be read", e);
        }
    }
}
