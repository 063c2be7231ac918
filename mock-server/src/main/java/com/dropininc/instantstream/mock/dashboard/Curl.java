package com.dropininc.instantstream.mock.dashboard;

import com.dropininc.instantstream.mock.sandbox.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A request as a line for a shell.
 *
 * @param line what to type; the key is a variable, since the journal does not know it
 * @param cut whether the journal keeps less of the body than was sent, so that the line sends less too
 */
record Curl(String line, boolean cut) {
    /** Headers that make a difference to what the mock answers. */
    private static final Set<String> KEPT = Set.of("content-type", "prefer", "x-mock-fault", "accept-language");

    static Curl of(Entry entry, String base, String keyHeader) {
        Entry.Asked asked = entry.request();
        List<String> words = new ArrayList<>(List.of("curl -sS -i --globoff --path-as-is"));
        if (!asked.method().equals("GET")) {
            words.add("-X " + quoted(asked.method()));
        }
        words.add(quoted(base + asked.path() + (asked.query().isEmpty() ? "" : "?" + asked.query())));
        for (Map.Entry<String, String> header : asked.headers().entrySet()) {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            if (name.equals(keyHeader.toLowerCase(Locale.ROOT))) {
                words.add("-H \"" + keyHeader + ": $INSTANTSTREAM_APIKEY\"");
            } else if (KEPT.contains(name)) {
                words.add("-H " + quoted(header.getKey() + ": " + header.getValue()));
            }
        }
        if (!asked.body().text().isEmpty()) {
            words.add("--data-raw " + quoted(asked.body().text()));
        }
        return new Curl(String.join(" \\\n  ", words), asked.body().truncated());
    }

    /** A word that no shell takes apart or takes for a command, whatever is in it. */
    static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
