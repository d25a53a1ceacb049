package io.tollgate.operations;

import io.tollgate.settings.LogForm;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.Layout;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.ConsoleAppender;
import org.apache.logging.log4j.core.config.AbstractConfiguration;
import org.apache.logging.log4j.core.config.AppenderRef;
import org.apache.logging.log4j.core.config.ConfigurationSource;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.layout.PatternLayout;
import org.apache.logging.log4j.layout.template.json.JsonTemplateLayout;

/**
 * One line an event, on standard error: standard output belongs to what a command answers. It is put together here and
 * not read from a file, because looking for the file and for Log4j's plugins took a third of a start.
 * {@code -Dtollgate.log=debug} shows more.
 */
public final class LogConfiguration extends AbstractConfiguration {
    private static final String APPENDER = "stderr";

    /** What looks like a credential is not written, whoever logs it. */
    private static final String CREDENTIAL =
            "(?i)(bearer |basic |(?:token|password|secret|private_?key|api_?key)[\"']?[ ]?[=:][ ]?[\"']?)[^ \"'&,;]{6,}";

    /** A line break that comes from outside must not start a line of its own. */
    private static final String LINE =
            "%d{HH:mm:ss.SSS} %-5p %c{1} %replace{%notEmpty{%X{payment} }%enc{%m}{CRLF}%n%ex}{" + CREDENTIAL
                    + "}{$1(hidden)}";

    private final LogForm form;

    public LogConfiguration(LoggerContext context, LogForm form) {
        super(context, ConfigurationSource.NULL_SOURCE);
        this.form = form;
        setName("tollgate");
        // the drain after SIGTERM still has things to say
        isShutdownHookEnabled = false;
    }

    /** Without the search for plugins that a configuration in a file needs. */
    @Override
    public void initialize() {
        doConfigure();
        setState(State.INITIALIZED);
    }

    @Override
    protected void doConfigure() {
        ConsoleAppender appender = ConsoleAppender.newBuilder()
                .setName(APPENDER)
                .setTarget(ConsoleAppender.Target.SYSTEM_ERR)
                .setLayout(layout())
                .setConfiguration(this)
                .build();
        addAppender(appender);
        LoggerConfig root = getRootLogger();
        root.setLevel(Level.WARN);
        root.addAppender(appender, null, null);
        addLogger(
                "io.tollgate",
                LoggerConfig.newBuilder()
                        .withLoggerName("io.tollgate")
                        .withLevel(Level.toLevel(System.getProperty("tollgate.log"), Level.INFO))
                        .withRefs(new AppenderRef[0])
                        .withConfig(this)
                        .build());
    }

    private Layout<String> layout() {
        return switch (form) {
            case TEXT ->
                PatternLayout.newBuilder()
                        .withConfiguration(this)
                        .withPattern(LINE)
                        .withAlwaysWriteExceptions(false)
                        .build();
            case JSON ->
                JsonTemplateLayout.newBuilder()
                        .setConfiguration(this)
                        .setEventTemplateUri("classpath:log-line.json")
                        .build();
        };
    }
}
