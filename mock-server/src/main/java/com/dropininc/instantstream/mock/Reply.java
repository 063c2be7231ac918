package com.dropininc.instantstream.mock;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the mock answers.
 *
 * @param json the body as JSON text; empty for none
 * @param delivery how it is sent
 */
record Reply(int status, Map<String, String> headers, Optional<String> json, Delivery delivery) {
    static Reply empty(int status) {
        return new Reply(status, Map.of(), Optional.empty(), Delivery.PLAIN);
    }

    static Reply json(int status, String text) {
        return new Reply(status, Map.of(), Optional.of(text), Delivery.PLAIN);
    }

    Reply with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Reply(status, more, json, delivery);
    }

    Reply with(Map<String, String> others) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.putAll(others);
        return new Reply(status, more, json, delivery);
    }

    Reply with(Delivery other) {
        return new Reply(status, headers, json, other);
    }

    Reply withStatus(int other) {
        return new Reply(other, headers, json, delivery);
    }

    Reply withJson(String text) {
        return new Reply(status, headers, Optional.of(text), delivery);
    }
}
