package com.dropininc.instantstream.mock.control;

import com.dropininc.instantstream.mock.sandbox.Entry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes journal entries as an HTTP archive (HAR 1.2), which browsers' tools and proxies read. */
final class Har {
    private static final String VERSION = "HTTP/1.1";

    private Har() {}

    static Map<String, Object> of(List<Entry> entries) {
        return Map.of(
                "log",
                ordered(
                        "version", "1.2",
                        "creator", ordered("name", "instantstream-mock", "version", "0.1.0"),
                        "entries", entries.stream().map(Har::entry).toList()));
    }

    private static Map<String, Object> entry(Entry entry) {
        double millis = entry.micros() / 1000.0;
        return ordered(
                "startedDateTime", entry.at(),
                "time", millis,
                "request", request(entry.request()),
                "response", response(entry.response()),
                "cache", Map.of(),
                "timings", ordered("send", 0, "wait", millis, "receive", 0),
                "comment", entry.id());
    }

    private static Map<String, Object> request(Entry.Asked asked) {
        String query = asked.query().isEmpty() ? "" : "?" + asked.query();
        Map<String, Object> request = ordered(
                "method", asked.method(),
                "url", "http://" + asked.headers().getOrDefault("Host", "localhost") + asked.path() + query,
                "httpVersion", VERSION,
                "cookies", List.of(),
                "headers", headers(asked.headers()),
                "queryString", query(asked.query()),
                "headersSize", -1,
                "bodySize", asked.body().bytes());
        if (asked.body().bytes() > 0) {
            request.put(
                    "postData",
                    ordered(
                            "mimeType", asked.headers().getOrDefault("Content-Type", ""),
                            "text", asked.body().text()));
        }
        return request;
    }

    private static Map<String, Object> response(Entry.Told told) {
        return ordered(
                "status", told.status(),
                "statusText", "",
                "httpVersion", VERSION,
                "cookies", List.of(),
                "headers", headers(told.headers()),
                "content",
                        ordered(
                                "size", told.body().bytes(),
                                "mimeType", "application/json",
                                "text", told.body().text()),
                "redirectURL", "",
                "headersSize", -1,
                "bodySize", told.body().bytes());
    }

    private static List<Map<String, Object>> headers(Map<String, String> headers) {
        return headers.entrySet().stream()
                .map(header -> ordered("name", header.getKey(), "value", header.getValue()))
                .toList();
    }

    private static List<Map<String, Object>> query(String query) {
        return List.of(query.split("&")).stream()
                .filter(pair -> !pair.isEmpty())
                .map(pair -> pair.split("=", 2))
                .map(pair -> ordered("name", pair[0], "value", pair.length > 1 ? pair[1] : ""))
                .toList();
    }

    private static Map<String, Object> ordered(Object... namesAndValues) {
        Map<String, Object> ordered = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            ordered.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return ordered;
    }
}
