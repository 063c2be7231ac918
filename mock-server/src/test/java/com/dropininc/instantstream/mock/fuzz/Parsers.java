package com.dropininc.instantstream.mock.fuzz;

import com.dropininc.instantstream.mock.FuzzCalls;
import com.dropininc.instantstream.mock.control.FuzzAdmin;
import com.dropininc.instantstream.mock.realtime.FuzzFrames;
import com.dropininc.instantstream.mock.sandbox.FuzzFiles;
import java.util.List;
import java.util.function.Consumer;

/** Every parser that meets what strangers send. */
public enum Parsers {
    JSON_BODY(FuzzCalls::json),
    FORM_BODY(FuzzCalls::form),
    REQUEST_TARGET(FuzzCalls::target),
    HEADERS(FuzzCalls::headers),
    ADMIN_JSON(FuzzAdmin::body),
    SOCKET_FRAMES(FuzzFrames::frames),
    PUSHER_MESSAGE(FuzzFrames::message),
    EVENT_JSON(FuzzFrames::event),
    SCENARIO_YAML(FuzzFiles::scenario),
    OVERLAY_YAML(FuzzFiles::overlay);

    @SuppressWarnings("ImmutableEnumChecker") // They hold nothing.
    private final Consumer<byte[]> parser;

    Parsers(Consumer<byte[]> parser) {
        this.parser = parser;
    }

    static List<Parsers> all() {
        return List.of(values());
    }

    /** Throws what the parser should never throw. */
    void parse(byte[] input) {
        parser.accept(input);
    }

    /** The name of its corpus. */
    String corpus() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    /** What Jazzer calls; which parser is meant stands in a system property. */
    public static final class Target {
        private static final Parsers CHOSEN = valueOf(System.getProperty("fuzz.parser"));

        private Target() {}

        public static void fuzzerTestOneInput(byte[] input) {
            CHOSEN.parse(input);
        }
    }
}
