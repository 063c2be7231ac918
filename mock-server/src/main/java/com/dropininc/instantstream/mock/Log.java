package com.dropininc.instantstream.mock;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LogbackServiceProvider;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.classic.util.DefaultJoranConfigurator;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.CoreConstants;
import ch.qos.logback.core.LayoutBase;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import ch.qos.logback.core.status.Status;
import ch.qos.logback.core.status.StatusUtil;
import ch.qos.logback.core.util.StatusPrinter;
import java.util.Locale;
import org.slf4j.LoggerFactory;

/**
 * What the mock logs, and how: only what goes wrong, to the error stream, since the first screen is for people. Logback
 * finds it as a service; a configuration of whoever runs the mock comes before it. It is code because a start would
 * spend a twentieth of its time on reading it as XML.
 */
@ConfiguratorRank(ConfiguratorRank.FALLBACK)
public final class Log extends ContextAwareBase implements Configurator {
    @Override
    public ExecutionStatus configure(LoggerContext context) {
        DefaultJoranConfigurator files = new DefaultJoranConfigurator();
        files.setContext(context);
        // Asked quietly first: to tell what was not found takes a fortieth of a start.
        if (files.findURLOfDefaultConfigurationFile(false) == null
                || files.configure(context) == ExecutionStatus.INVOKE_NEXT_IF_ANY) {
            useText(context);
        }
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    /** Logback without its search for who may configure it, which takes a thirtieth of a start. */
    public static final class Provider extends LogbackServiceProvider {
        @Override
        public void initialize() {
            LoggerContext context = (LoggerContext) getLoggerFactory();
            context.setName(CoreConstants.DEFAULT_CONTEXT_NAME);
            context.setMDCAdapter(getMDCAdapter());
            new Log().configure(context);
            if (new StatusUtil(context).getHighestLevel(0) >= Status.WARN) {
                StatusPrinter.print(context);
            }
            context.start();
        }
    }

    /** Makes this program log so, before anything in it does. */
    static void provide() {
        System.getProperties().putIfAbsent("slf4j.provider", Provider.class.getName());
        // Or it would tell that it was asked for that one.
        System.getProperties().putIfAbsent("slf4j.internal.verbosity", "WARN");
        // What two threads make ready at once says so on the first screen.
        LoggerFactory.getILoggerFactory();
    }

    static void useText(LoggerContext context) {
        LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
        encoder.setLayout(new Text());
        write(context, encoder);
        context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).setLevel(Level.WARN);
        // A start that fails is told by the command line, in one line.
        context.getLogger("io.javalin.Javalin").setLevel(Level.OFF);
    }

    /** A line for each event. Not a pattern of Logback's, whose parser takes a thirtieth of a start. */
    static final class Text extends LayoutBase<ILoggingEvent> {
        @Override
        public String doLayout(ILoggingEvent event) {
            StringBuilder text = new StringBuilder(String.format(
                    Locale.ROOT,
                    "%tT.%<tL %-5s %s: %s",
                    event.getTimeStamp(),
                    event.getLevel(),
                    event.getLoggerName().substring(event.getLoggerName().lastIndexOf('.') + 1),
                    event.getFormattedMessage()));
            if (event.getKeyValuePairs() != null) {
                event.getKeyValuePairs().forEach(pair -> text.append(' ').append(pair));
            }
            text.append(System.lineSeparator());
            if (event.getThrowableProxy() != null) {
                text.append(ThrowableProxyUtil.asString(event.getThrowableProxy()));
            }
            return text.toString();
        }
    }

    /**
     * Has it written as JSON, one object a line, with a line for each answered request.
     *
     * @throws IllegalStateException if this program does not log by itself, but as a part of another one
     */
    static void useJson() {
        if (!(LoggerFactory.getILoggerFactory() instanceof LoggerContext context)) {
            throw new IllegalStateException("--log json needs the mock to run by itself: start its jar");
        }
        JsonEncoder encoder = new JsonEncoder();
        encoder.setWithSequenceNumber(false);
        encoder.setWithContext(false);
        encoder.setWithNanoseconds(false);
        encoder.setWithMDC(false);
        encoder.setWithFormattedMessage(true);
        encoder.setWithMessage(false);
        encoder.setWithArguments(false);
        write(context, encoder);
        context.getLogger(Witness.LOGGER).setLevel(Level.INFO);
    }

    private static void write(LoggerContext context, Encoder<ILoggingEvent> encoder) {
        encoder.setContext(context);
        encoder.start();
        ConsoleAppender<ILoggingEvent> lines = new ConsoleAppender<>();
        lines.setContext(context);
        lines.setTarget("System.err");
        lines.setEncoder(encoder);
        lines.start();
        ch.qos.logback.classic.Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.detachAndStopAllAppenders();
        root.addAppender(lines);
    }
}
