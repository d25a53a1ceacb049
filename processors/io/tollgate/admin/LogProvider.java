package io.tollgate.admin;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.Layout;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import io.tollgate.settings.LogFormat;
import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.Logger;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/**
 * Configures Logback in code, because its search for configuration files takes a fifth of the start time. Lines go to
 * standard error, because standard output is for the results of commands. {@code -Dtollgate.log=debug} shows more.
 */
public final class LogProvider implements SLF4JServiceProvider {
    static final String APPENDER = "stderr";

    private final LoggerContext context = new LoggerContext();
    private final LogbackMDCAdapter mdc = new LogbackMDCAdapter();
    private final IMarkerFactory markers = new BasicMarkerFactory();

    @Override
    public void initialize() {
        context.setName("tollgate");
        context.setMDCAdapter(mdc);
        context.getLogger("io.tollgate").setLevel(Level.toLevel(System.getProperty("tollgate.log"), Level.INFO));
        context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.WARN);
        useFormat(context, LogFormat.TEXT);
        context.start();
    }

    /** Switches the format of all following lines. */
    static void useFormat(LoggerContext context, LogFormat format) {
        LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
        encoder.setContext(context);
        encoder.setLayout(layout(format));
        encoder.start();
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setContext(context);
        appender.setName(APPENDER);
        appender.setTarget("System.err");
        appender.setEncoder(encoder);
        appender.start();
        ch.qos.logback.classic.Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.detachAppender(APPENDER);
        root.addAppender(appender);
    }

    /** The layout of a format. */
    public static Layout<ILoggingEvent> layout(LogFormat format) {
        Layout<ILoggingEvent> layout = switch (format) {
            case TEXT -> new TextLayout();
            case JSON -> new JsonLayout();
        };
        layout.start();
        return layout;
    }

    @Override
    public ILoggerFactory getLoggerFactory() {
        return context;
    }

    @Override
    public IMarkerFactory getMarkerFactory() {
        return markers;
    }

    @Override
    public MDCAdapter getMDCAdapter() {
        return mdc;
    }

    @Override
    public String getRequestedApiVersion() {
        return "2.0.99";
    }
}
