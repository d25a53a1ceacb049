package io.tollgate.operations;

import io.tollgate.settings.LogForm;
import java.util.stream.Stream;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.Configurator;

/** Has the process write its log lines, in the form that is set. Whoever names a configuration of Log4j's own keeps it. */
public final class LogLines {
    private LogLines() {}

    /** In text, before anything asks for a logger. */
    public static void begin() {
        if (!configured()) {
            Configurator.initialize(new LogConfiguration(null, LogForm.TEXT));
        }
    }

    /** From now on in this form. */
    public static void write(LogForm form) {
        if (form == LogForm.JSON && !configured()) {
            LoggerContext context = (LoggerContext) LogManager.getContext(false);
            context.setConfiguration(new LogConfiguration(context, form));
        }
    }

    private static boolean configured() {
        return System.getenv("LOG4J_CONFIGURATION_FILE") != null
                || Stream.of("log4j2.configurationFile", "log4j.configurationFile")
                        .anyMatch(name -> System.getProperty(name) != null);
    }
}
