package com.dropininc.instantstream.contract.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/** Writes HTML. Every text is escaped here and nowhere else, so that nothing of a target's can become markup. */
public final class Page {
    private final StringBuilder html = new StringBuilder("<!DOCTYPE html>\n");
    private final Deque<String> open = new ArrayDeque<>();

    /** Opens an element; attributes come in pairs of name and value. */
    public Page begin(String tag, String... attributes) {
        html.append('<').append(tag);
        for (int i = 0; i < attributes.length; i += 2) {
            html.append(' ')
                    .append(attributes[i])
                    .append("=\"")
                    .append(escaped(attributes[i + 1]))
                    .append('"');
        }
        html.append('>');
        open.push(tag);
        return this;
    }

    /** Closes the element that was opened last. */
    public Page end() {
        html.append("</").append(open.pop()).append(">\n");
        return this;
    }

    public Page text(String text) {
        html.append(escaped(text));
        return this;
    }

    /** An element with nothing but a text in it. */
    public Page leaf(String tag, String text, String... attributes) {
        return begin(tag, attributes).text(text).end();
    }

    /** An element without an end. */
    public Page single(String tag, String... attributes) {
        begin(tag, attributes);
        open.pop();
        return this;
    }

    /** A style sheet of our own, which is no text. */
    public Page style(String css) {
        html.append("<style>").append(css).append("</style>\n");
        return this;
    }

    public String html() {
        return html.toString();
    }

    /** A style sheet or drawing of ours that ships beside a class. */
    public static String resource(Class<?> beside, String name) {
        try (InputStream in = beside.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be read: rebuild the suite", e);
        }
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(point -> {
            switch (point) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                case '\n', '\t' -> escaped.appendCodePoint(point);
                default -> {
                    // Control and direction characters are shown as what they are, not obeyed.
                    boolean hidden = Character.isISOControl(point)
                            || Character.getType(point) == Character.FORMAT
                            || Character.getType(point) == Character.SURROGATE;
                    if (hidden) {
                        escaped.append(String.format(java.util.Locale.ROOT, "\\u%04x", point));
                    } else {
                        escaped.appendCodePoint(point);
                    }
                }
            }
        });
        return escaped.toString();
    }
}
