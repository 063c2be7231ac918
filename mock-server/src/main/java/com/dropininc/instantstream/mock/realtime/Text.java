package com.dropininc.instantstream.mock.realtime;

import java.nio.charset.StandardCharsets;

/** Bounds on text that came from outside. */
final class Text {
    private static final int SHOWN = 200;

    private Text() {}

    /** The text as an error message may quote it. */
    static String shown(String text) {
        if (text == null) {
            return "";
        }
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
    }

    static int utf8Length(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
