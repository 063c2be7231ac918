package com.dropininc.instantstream.mock;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
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

    /** A client that is still sending cannot read a refusal, so this much of too large a body is read and dropped. */
    private static final int DRAINED_BYTES = 64 << 20;

    /** Reads a request, of its body no more than {@code limit} bytes. */
    static Call read(Context ctx, int limit) throws IOException {
        InputStream in = ctx.req().getInputStream();
        byte[] body = in.readNBytes(limit + 1);
        boolean oversized = body.length > limit;
        if (oversized) {
            drain(in);
        }
        return new Call(
                ctx.req().getMethod(),
                ctx.req().getRequestURI(),
                ctx.queryString() == null ? "" : ctx.queryString(),
                query(ctx.queryString()),
                ctx.headerMap(),
                oversized ? new byte[0] : body,
                oversized);
    }

    /** The values of a query by name; null is an empty one. */
    static Map<String, List<String>> query(String raw) {
        Map<String, List<String>> query = new LinkedHashMap<>();
        for (String pair : raw == null ? new String[0] : raw.split("&")) {
            int equals = pair.indexOf('=');
            String name = PercentCoding.decode(equals < 0 ? pair : pair.substring(0, equals), true);
            String value = equals < 0 ? "" : PercentCoding.decode(pair.substring(equals + 1), true);
            query.computeIfAbsent(name, missing -> new ArrayList<>()).add(value);
        }
        return query;
    }

    private static void drain(InputStream in) throws IOException {
        byte[] dropped = new byte[1 << 16];
        int total = 0;
        for (int read = in.read(dropped); read >= 0 && total < DRAINED_BYTES; read = in.read(dropped)) {
            total += read;
        }
    }

    /** The value of a header; names do not tell capital letters from small ones. */
    Optional<String> header(String name) {
        return headers.entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findFirst();
    }
}
