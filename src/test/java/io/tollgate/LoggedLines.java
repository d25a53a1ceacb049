package io.tollgate;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.slf4j.LoggerFactory;

/** Collects the lines that are logged while it is open. */
public final class LoggedLines extends AppenderBase<ILoggingEvent> implements AutoCloseable {
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Function<ILoggingEvent, String> form;
    private final Logger root = context().getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Logger ours = context().getLogger("io.tollgate");
    private final Level rootBefore = root.getLevel();
    private final Level oursBefore = ours.getLevel();
    private final List<Appender<ILoggingEvent>> silenced = new ArrayList<>();

    private LoggedLines(Function<ILoggingEvent, String> form) {
        this.form = form;
    }

    private static LoggerContext context() {
        return (LoggerContext) LoggerFactory.getILoggerFactory();
    }

    /** Collects lines at the configured levels; the log itself is written as before. */
    public static LoggedLines record(Function<ILoggingEvent, String> form) {
        LoggedLines lines = new LoggedLines(form);
        lines.begin();
        return lines;
    }

    /** Collects every line down to this level, and writes none of them to standard error. */
    public static LoggedLines capture(Level level, Function<ILoggingEvent, String> form) {
        LoggedLines lines = new LoggedLines(form);
        lines.root.iteratorForAppenders().forEachRemaining(lines.silenced::add);
        lines.silenced.forEach(lines.root::detachAppender);
        lines.begin();
        lines.root.setLevel(level);
        lines.ours.setLevel(level);
        return lines;
    }

    private void begin() {
        setContext(context());
        start();
        root.addAppender(this);
    }

    @Override
    protected void append(ILoggingEvent event) {
        lines.add(form.apply(event));
    }

    public List<String> lines() {
        return lines;
    }

    @Override
    public void close() {
        root.detachAppender(this);
        silenced.forEach(root::addAppender);
        root.setLevel(rootBefore);
        ours.setLevel(oursBefore);
        stop();
    }
}
