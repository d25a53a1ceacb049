package io.tollgate;

import io.tollgate.operations.LogConfiguration;
import io.tollgate.settings.LogForm;
import java.net.URI;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.ConfigurationFactory;
import org.apache.logging.log4j.core.config.ConfigurationSource;

/** Tests write the log that the product writes, though none of its commands starts it. */
public final class LogOfTests extends ConfigurationFactory {
    @Override
    protected String[] getSupportedTypes() {
        return new String[] {"*"};
    }

    @Override
    public Configuration getConfiguration(LoggerContext context, String name, URI location) {
        return new LogConfiguration(context, LogForm.TEXT);
    }

    @Override
    public Configuration getConfiguration(LoggerContext context, ConfigurationSource source) {
        return new LogConfiguration(context, LogForm.TEXT);
    }
}
