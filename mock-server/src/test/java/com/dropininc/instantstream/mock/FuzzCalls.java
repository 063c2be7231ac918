package com.dropininc.instantstream.mock;

import com.dropininc.instantstream.mock.fuzz.Watch;
import com.dropininc.instantstream.mock.sandbox.Journal;
import com.dropininc.instantstream.mock.sandbox.Sandboxes;
import com.dropininc.instantstream.mock.stream.Retention;
import com.dropininc.instantstream.spec.Operation;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a fuzzer calls with calls of the API: bodies, forms, paths with queries, and headers. Whatever is sent, no answer
 * may be a failure of the mock. The first byte chooses the operation.
 */
public final class FuzzCalls {
    private static final MockServer MOCK = MockServer.start(MockConfig.standard()
            .withWorkbench(new MockConfig.Workbench(
                    Optional.empty(),
                    false,
                    new Journal.Bounds(50, 1 << 20, 1024),
                    new Sandboxes.Limits(10, Duration.ofMinutes(30), new Retention(200, 50)))));
    private static final List<Operation> OPERATIONS =
            Api.CONTRACT.operations().values().stream().toList();

    /** How an answer begins that the mock itself calls a bug; a fuzzer soon finds out how to have these words echoed. */
    private static final String BUG = "[{\"code\":\"E_MOCK_BUG\"";

    private FuzzCalls() {}

    public static void json(byte[] data) {
        call(data, Map.of("Content-Type", "application/json"));
    }

    public static void form(byte[] data) {
        call(data, Map.of("Content-Type", "application/x-www-form-urlencoded"));
    }

    private static void call(byte[] data, Map<String, String> headers) {
        if (data.length > 0) {
            Operation operation = OPERATIONS.get(Math.floorMod(data[0], OPERATIONS.size()));
            byte[] body = new byte[data.length - 1];
            System.arraycopy(data, 1, body, 0, body.length);
            String path = operation.pathWith(Map.of("token", "demo-streaming", "accountId", "acc_ada"));
            serve(operation.method(), path, "", headers, body);
        }
    }

    /** A path and a query, as they may stand in a request line. */
    public static void target(byte[] data) {
        String text = new String(data, StandardCharsets.ISO_8859_1);
        int question = text.indexOf('?');
        serve(
                "GET",
                "/" + (question < 0 ? text : text.substring(0, question)),
                question < 0 ? "" : text.substring(question + 1),
                Map.of(),
                new byte[0]);
    }

    /** Headers that the mock reads, one a line: the first letter chooses which. */
    public static void headers(byte[] data) {
        List<String> known = List.of(
                "Prefer", "X-Mock-Fault", "X-Request-Id", "Content-Type", "User-Agent", "traceparent", "apikey");
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String line : new String(data, StandardCharsets.ISO_8859_1).split("\n", -1)) {
            if (!line.isEmpty()) {
                headers.put(known.get(line.charAt(0) % known.size()), line.substring(1));
            }
        }
        byte[] body = "{\"phone\":\"+12025550143\",\"email\":\"a@example.com\"}".getBytes(StandardCharsets.US_ASCII);
        serve("POST", Api.CONTRACT.operation("requestStream").path(), "", headers, body);
    }

    private static void serve(String method, String path, String query, Map<String, String> sent, byte[] body) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.put("apikey", "demo-operator-key");
        headers.putAll(sent);
        Call call = new Call(method, path, query, Call.query(query), headers, body, false);
        Reply reply = Watch.inTime(() -> MOCK.flow().serve(call));
        boolean wanted = headers.containsKey("Prefer") || headers.containsKey("X-Mock-Fault");
        if (reply.status() >= 500 && !wanted || reply.json().orElse("").startsWith(BUG)) {
            throw new AssertionError(reply.status() + " " + reply.json().orElse(""));
        }
    }
}
