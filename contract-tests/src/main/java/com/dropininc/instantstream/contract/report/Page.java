package com.dropininc.instantstream.contract.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.Base64;
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
        String tag = open.pop();
        html.append("</").append(tag).append(tag.equals("mark") ? ">" : ">\n");
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

    /** A script of our own, which is no text. */
    public Page script(String code) {
        html.append("<script>").append(code).append("</script>\n");
        return this;
    }

    /** A policy that lets this style sheet and this script do their work, and nothing else. */
    static String only(String css, String script) {
        return "default-src 'none'; style-src " + hash(css) + "; script-src " + hash(script)
                + "; base-uri 'none'; form-action 'none'";
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Closes an element that was opened as one without an end. */
    Page closed(String tag) {
        html.append("</").append(tag).append('>');
        return this;
    }

    /** An element with a text in it of which a part is marked. */
    Page marked(String tag, String text, Mark.Span span) {
        begin(tag).text(text.substring(0, span.from()));
        if (span.to() > span.from()) {
            leaf("mark", text.substring(span.from(), span.to()));
        }
        return text(text.substring(span.to())).end();
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
