package com.dropininc.instantstream.mock;

import com.dropininc.instantstream.fixtures.ApiKey;
import com.dropininc.instantstream.mock.sandbox.Entry;
import com.dropininc.instantstream.mock.sandbox.Sandbox;
import com.dropininc.instantstream.mock.store.StoreException;
import com.dropininc.instantstream.spec.Contract;
import com.dropininc.instantstream.spec.Operation;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Writes requests and answers into the journal of their sandbox, without their secrets. */
final class Recorder {
    private static final String MASKED = "(masked)";
    private static final int LONGEST_HEADER = 512;
    private static final int LONGEST_PATH = 2048;
    private static final int MOST_HEADERS = 60;

    /** Signatures that authorize a channel, and keys of encrypted ones. */
    private static final Pattern SIGNATURES =
            Pattern.compile("(\"(?:auth|shared_secret)\"\\s*:\\s*\"(?:[^\":]*:)?)[^\"]*\"");

    private final Set<String> secretHeaders;
    private final String keyHeader;
    private final Explanations explanations;

    Recorder(Contract contract, Explanations explanations) {
        this.explanations = explanations;
        keyHeader = contract.keyHeader();
        secretHeaders = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        secretHeaders.addAll(List.of(keyHeader, "authorization", "proxy-authorization", "cookie"));
    }

    /** Keeps what was asked and what is about to be answered. */
    void record(Trail trail, Reply reply) {
        Sandbox sandbox = trail.sandbox();
        Entry entry = new Entry(
                trail.id(),
                trail.number(),
                sandbox.id(),
                trail.at(),
                trail.micros(),
                trail.operation().map(Operation::id).orElse(""),
                trail.token(),
                trail.key().map(ApiKey::kind).orElse(""),
                asked(trail),
                told(trail, reply),
                explanations.reasons(trail),
                trail.operation().isPresent() ? List.of() : explanations.nearest(trail.call()),
                trail.warnings(),
                trail.faults(),
                trail.passed());
        try {
            sandbox.journal().keep(entry);
        } catch (StoreException e) {
            // What was done is done, and its answer goes out; who asks the others for it will not find it.
            sandbox.journal().add(entry);
        }
    }

    private Entry.Asked asked(Trail trail) {
        Call call = trail.call();
        String secret = call.header(keyHeader).filter(key -> key.length() > 3).orElse(null);
        return new Entry.Asked(
                call.method(),
                cut(masked(call.path(), secret), LONGEST_PATH),
                cut(masked(call.rawQuery(), secret), LONGEST_PATH),
                headers(call.headers(), secret),
                text(masked(new String(call.body(), StandardCharsets.UTF_8), secret), call.body().length, trail));
    }

    private Entry.Told told(Trail trail, Reply reply) {
        String json = reply.json().orElse("");
        // Most answers hold no signature, and to look for a word costs far less than to match.
        boolean signs = json.contains("\"auth\"") || json.contains("\"shared_secret\"");
        String shown = signs ? SIGNATURES.matcher(json).replaceAll("$1" + MASKED + "\"") : json;
        return new Entry.Told(
                reply.status(),
                headers(reply.headers(), null),
                text(shown, json.getBytes(StandardCharsets.UTF_8).length, trail));
    }

    private Map<String, String> headers(Map<String, String> headers, String secret) {
        Map<String, String> shown = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (Map.Entry<String, String> header : headers.entrySet()) {
            if (shown.size() == MOST_HEADERS) {
                break;
            }
            shown.put(
                    cut(header.getKey(), LONGEST_HEADER),
                    secretHeaders.contains(header.getKey())
                            ? MASKED
                            : cut(masked(header.getValue(), secret), LONGEST_HEADER));
        }
        return shown;
    }

    private static Entry.Text text(String text, int bytes, Trail trail) {
        int most = trail.sandbox().journal().bounds().body();
        return new Entry.Text(head(text, most), bytes, text.length() > most);
    }

    /** A key that stands where it should not, such as in a query, is a secret there too. */
    private static String masked(String text, String secret) {
        return secret == null ? text : text.replace(secret, MASKED);
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : head(text, most) + "...";
    }

    /** The beginning of a text, without half of a character at its end. */
    private static String head(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        boolean half = most > 0 && Character.isHighSurrogate(text.charAt(most - 1));
        return text.substring(0, half ? most - 1 : most);
    }
}
