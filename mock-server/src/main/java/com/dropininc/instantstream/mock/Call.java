package com.dropininc.instantstream.mock;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An HTTP request as the mock sees it.
 *
 * @param path as it came, still percent-encoded, without the query
 * @param rawQuery the query as it came, without the question mark; empty when there is none
 * @param headers a map that does not tell capital letters from small ones
 * @param body the bytes of the body; empty when there is none
 * @param oversized whether the body was larger than the limit, in which case {@code body} is empty
 */
record Call(
        String method,
        String path,
        String rawQuery,
        Map<String, List<String>> query,
        Map<String, String> headers,
        byte[] body,
        boolean oversized) {

    /** The values of a query by name; null or nothing is an empty one. */
    static Map<String, List<String>> query(String raw) {
        if (raw == null || raw.isEmpty()) {
            return Map.of();
        }
        Map<String, List<String>> query = new LinkedHashMap<>();
        for (String pair : raw.split("&")) {
            int equals = pair.indexOf('=');
            String name = PercentCoding.decode(equals < 0 ? pair : pair.substring(0, equals), true);
            String value = equals < 0 ? "" : PercentCoding.decode(pair.substring(equals + 1), true);
            query.computeIfAbsent(name, missing -> new ArrayList<>()).add(value);
        }
        return query;
    }

    /** The value of a header; names do not tell capital letters from small ones. */
    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }
}
