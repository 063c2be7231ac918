package com.dropininc.instantstream.mock;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the mock answers.
 *
 * @param json the body as JSON text; empty for none
 */
record Reply(int status, Map<String, String> headers, Optional<String> json) {
    static Reply empty(int status) {
        return new Reply(status, Map.of(), Optional.empty());
    }

    static Reply json(int status, String text) {
        return new Reply(status, Map.of(), Optional.of(text));
    }

    Reply with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Reply(status, more, json);
    }
}
