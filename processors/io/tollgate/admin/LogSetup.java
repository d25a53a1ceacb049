package io.tollgate.admin;

import ch.qos.logback.classic.LoggerContext;
import io.tollgate.settings.LogFormat;
import org.slf4j.LoggerFactory;

/** Sets up the log of the process. A Logback configuration file that the operator names takes precedence. */
public final class LogSetup {
    private static final String LOGBACK_FILE = "logback.configurationFile";

    private LogSetup() {}

    /** Installs the provider, in text format. Call it before the first logger is created. */
    public static void install() {
        if (System.getProperty(LOGBACK_FILE) == null) {
            System.setProperty("slf4j.provider", LogProvider.class.getName());
            // SLF4J would log that a provider is named
            System.setProperty("slf4j.internal.verbosity", "WARN");
        }
    }

    /** Switches the format of all following lines. */
    public static void useFormat(LogFormat format) {
        if (format == LogFormat.JSON
                && System.getProperty(LOGBACK_FILE) == null
                && LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            LogProvider.useFormat(context, format);
        }
    }
}
