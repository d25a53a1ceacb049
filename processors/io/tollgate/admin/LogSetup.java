package io.tollgate.admin;

import ch.qos.logback.classic.LoggerContext;
import io.tollgate.settings.LogFormat;
import org.slf4j.LoggerFactory;

/** Has the process write its log lines, in the form that is set. Whoever names a configuration of Logback's own keeps it. */
public final class LogSetup {
    private static final String OWN = "logback.configurationFile";

    private LogSetup() {}

    /** In text, if called before anything asks for a logger. */
    public static void install() {
        if (System.getProperty(OWN) == null) {
            System.setProperty("slf4j.provider", LogProvider.class.getName());
            // naming a provider is worth a line to SLF4J
            System.setProperty("slf4j.internal.verbosity", "WARN");
        }
    }

    /** From now on in this form. */
    public static void useFormat(LogFormat form) {
        if (form == LogFormat.JSON
                && System.getProperty(OWN) == null
                && LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            LogProvider.useFormat(context, form);
        }
    }
}
