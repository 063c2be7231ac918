package com.dropininc.instantstream.mock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;

class LogTest {
    private final LoggerContext context = new LoggerContext();

    @Test
    void a_line_says_when_how_bad_who_what_and_why() {
        LoggingEvent event = event(new IllegalStateException("no disk"));
        event.setKeyValuePairs(List.of(new KeyValuePair("sandbox", "default")));
        String text = new Log.Text().doLayout(event);
        assertTrue(
                text.matches("(?s)\\d\\d:\\d\\d:\\d\\d\\.\\d{3} WARN  Store: kept 2 of 3 sandbox=\"default\"\\R"
                        + "java\\.lang\\.IllegalStateException: no disk\\R\\s+at .*"),
                text);
    }

    @Test
    void a_line_without_a_cause_ends_with_its_message() {
        assertTrue(new Log.Text().doLayout(event(null)).endsWith("Store: kept 2 of 3" + System.lineSeparator()));
    }

    @Test
    void what_goes_wrong_is_written_to_the_error_stream_and_nothing_else() {
        Log.useText(context);
        Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        List<ConsoleAppender<?>> appenders = new ArrayList<>();
        root.iteratorForAppenders().forEachRemaining(appender -> appenders.add((ConsoleAppender<?>) appender));
        assertEquals(
                List.of("System.err"),
                appenders.stream().map(ConsoleAppender::getTarget).toList());
        assertEquals(Level.WARN, root.getLevel());
        assertEquals(Level.OFF, context.getLogger("io.javalin.Javalin").getLevel());
    }

    @Test
    void logback_finds_it_and_it_lets_the_configuration_of_others_come_first() {
        Log log = (Log) ServiceLoader.load(Configurator.class).iterator().next();
        log.configure(context);
        // These tests have a logback-test.xml, whose appender is called so.
        assertNotNull(context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("out"));
    }

    @Test
    void the_program_logs_as_logback_would_without_looking_who_configures_it() {
        Log.Provider provider = new Log.Provider();
        provider.initialize();
        LoggerContext provided = (LoggerContext) provider.getLoggerFactory();
        assertTrue(provided.isStarted());
        assertNotNull(provided.getMDCAdapter());
        assertNotNull(provided.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("out"));
        provided.stop();
    }

    private LoggingEvent event(Throwable cause) {
        return new LoggingEvent(
                LogTest.class.getName(),
                context.getLogger("com.example.Store"),
                Level.WARN,
                "kept {} of {}",
                cause,
                new Object[] {2, 3});
    }
}
