package com.dropininc.instantstream.contract.report;

import com.dropininc.instantstream.contract.verdict.Evidence;
import com.dropininc.instantstream.contract.verdict.Finding;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Which part of a request or an answer a finding is about. Immutable.
 *
 * @param inRequest the part of the request's text
 * @param inAnswer the part of the answer's text
 */
record Mark(Span inRequest, Span inAnswer) {
    /** From the first character to behind the last one; nothing when both are the same. */
    record Span(int from, int to) {
        static final Span NOTHING = new Span(0, 0);
    }

    private static final Pattern PLACE = Pattern.compile("body (/\\S+) \\w+");
    private static final Pattern STATUS = Pattern.compile("(a success, )?[1-5]\\d{2}( .*)?", Pattern.DOTALL);
    private static final Pattern PROPERTY = Pattern.compile("(\\w+(?:\\.\\w+)?)( .*)?", Pattern.DOTALL);
    private static final Pattern CHANGED = Pattern.compile("^\\[?(\\w+): ");
    private static final Pattern SENT_WRONG = Pattern.compile("since body (/\\S+)");

    static Mark of(Finding finding, Evidence evidence) {
        Matcher sent = SENT_WRONG.matcher(finding.expected());
        Span request = sent.find() ? sent(evidence.request(), sent.group(1)) : Span.NOTHING;
        Matcher place = PLACE.matcher(finding.subject());
        if (place.matches()) {
            return new Mark(request, at(evidence.answer(), place.group(1)));
        }
        if (STATUS.matcher(finding.seen()).matches()) {
            return new Mark(request, new Span(0, Math.min(3, evidence.answer().length())));
        }
        Matcher changed = CHANGED.matcher(finding.seen());
        if (changed.find()) {
            return new Mark(request, at(evidence.answer(), "/" + changed.group(1)));
        }
        Matcher property = PROPERTY.matcher(finding.expected());
        Span named = property.matches()
                ? at(evidence.answer(), "/" + property.group(1).replace('.', '/'))
                : Span.NOTHING;
        return new Mark(request, named.equals(Span.NOTHING) ? once(evidence.answer(), finding.seen()) : named);
    }

    /** The wrong value, or what lacks it. */
    private static Span sent(String request, String pointer) {
        Span value = at(request, pointer);
        return value.equals(Span.NOTHING) ? at(request, pointer.substring(0, pointer.lastIndexOf('/'))) : value;
    }

    /** A text that stands in a message once. */
    private static Span once(String message, String text) {
        int from = message.indexOf(text);
        boolean once = !text.isEmpty() && from >= 0 && message.indexOf(text, from + 1) < 0;
        return once ? new Span(from, from + text.length()) : Span.NOTHING;
    }

    /** Where a value stands in the body below a head, up to where the text was cut; items of a list count as one. */
    private static Span at(String message, String pointer) {
        int body = message.indexOf("\n\n") + 2;
        Deque<String> path = new ArrayDeque<>();
        try (JsonParser parser =
                JsonFactory.builder().build().createParser(ObjectReadContext.empty(), message.substring(body))) {
            String name = "";
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.PROPERTY_NAME) {
                    name = parser.currentName();
                    continue;
                }
                int from = body + (int) parser.currentTokenLocation().getCharOffset();
                if (token.isScalarValue() && here(path, name).equals(pointer)) {
                    parser.getString();
                    return new Span(from, body + (int) parser.currentLocation().getCharOffset());
                }
                if (token.isStructStart()) {
                    path.addLast(name);
                    if (here(path, "").equals(pointer)) {
                        parser.skipChildren();
                        return new Span(
                                from, body + (int) parser.currentLocation().getCharOffset());
                    }
                    name = "";
                } else if (token.isStructEnd()) {
                    path.removeLast();
                }
            }
        } catch (JacksonException e) {
            // No JSON, or cut: nothing in it has a place.
            return Span.NOTHING;
        }
        return Span.NOTHING;
    }

    private static String here(Deque<String> path, String name) {
        StringBuilder pointer = new StringBuilder();
        for (Iterator<String> names = path.iterator(); names.hasNext(); ) {
            String step = names.next();
            pointer.append(step.isEmpty() ? "" : "/" + step);
        }
        return pointer + (name.isEmpty() ? "" : "/" + name);
    }
}
