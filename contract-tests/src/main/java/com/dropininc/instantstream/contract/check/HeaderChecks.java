package com.dropininc.instantstream.contract.check;

import com.dropininc.instantstream.contract.exchange.Answer;
import com.dropininc.instantstream.contract.exchange.Call;
import com.dropininc.instantstream.contract.exchange.Expectation;
import com.dropininc.instantstream.contract.verdict.CheckInfo;
import com.dropininc.instantstream.spec.Operation;
import com.dropininc.instantstream.spec.Rule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** Headers that every client sends in its own way and that the docs do not name: they change nothing. */
final class HeaderChecks {
    private static final String TYPE = "Content-Type";

    /** What no server may refuse a call for. */
    private static final Map<String, String> HARMLESS = harmless();

    /** What a server may have its own mind about, such as an origin that it does not know. */
    private static final Map<String, String> DEBATABLE = debatable();

    private static Map<String, String> harmless() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("User-Agent", "okhttp/4.12.0");
        headers.put("Accept", "application/json, text/plain, */*");
        headers.put("Accept-Encoding", "gzip, deflate");
        headers.put("Accept-Language", "de-DE,de;q=0.9");
        headers.put("Cookie", "session=0123456789; theme=dark");
        headers.put("Cache-Control", "no-cache");
        headers.put("X-Forwarded-For", "203.0.113.7, 198.51.100.2");
        headers.put("X-Request-Id", "5f0c2e8a");
        return headers;
    }

    private static Map<String, String> debatable() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Origin", "https://elsewhere.example.net");
        headers.put("Referer", "https://elsewhere.example.net/page?x=1");
        headers.put("User-Agent", "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X)");
        headers.put("Accept", "application/json;q=0.9");
        headers.put("X-Forwarded-Proto", "https");
        headers.put("X-Forwarded-Host", "elsewhere.example.net");
        headers.put("Authorization", "Basic dXNlcjpub25l");
        return headers;
    }

    @Checks
    Stream<DynamicTest> headers_that_the_docs_do_not_name_change_nothing(Session session) {
        return session.contract().operations().values().stream()
                .map(operation -> session.check(
                        new CheckInfo(
                                "headers-" + Session.kebab(operation.id()),
                                "header",
                                operation.id() + " works whatever else a client's headers say",
                                List.of("headers-do-not-matter", "operation-works")),
                        bench -> works(bench, operation)));
    }

    private static void works(Bench bench, Operation operation) {
        Live live = bench.readyFor(operation);
        boolean repeatable = operation.method().equals("GET")
                || bench.session().paths().after(operation.id()).equals(live.state())
                || bench.contract()
                        .lifecycle()
                        .row(live.state(), operation.id())
                        .isEmpty();
        live = all(bench, operation, live, HARMLESS);
        if (!repeatable) {
            live = bench.readyFor(operation);
        }
        all(bench, operation, live, DEBATABLE);
        if (operation.body().isPresent()) {
            Live next = bench.readyFor(operation);
            Call call = bench.call(operation.id(), next);
            byte[] body = call.body().orElseThrow().bytes();
            bench.works(call.bytes(body, "application/json; charset=utf-8"), ours(bench));
        }
        if (operation.method().equals("GET")) {
            same(bench, bench.call(operation.id(), live));
        }
    }

    /** All at once; only where that fails, one after the other, so that a finding names the header. */
    private static Live all(Bench bench, Operation operation, Live live, Map<String, String> headers) {
        Call call = bench.call(operation.id(), live);
        Call with = call;
        for (Map.Entry<String, String> header : headers.entrySet()) {
            with = with.header(header.getKey(), header.getValue());
        }
        if (headers == HARMLESS) {
            bench.works(with);
        } else {
            bench.works(with, ours(bench));
        }
        return live;
    }

    private static Expectation.Success ours(Bench bench) {
        Rule rule = bench.contract().rule("headers-do-not-matter");
        return new Expectation.Success(rule, rule.provenance());
    }

    private static void same(Bench bench, Call get) {
        Answer plain = bench.works(get);
        for (Map<String, String> headers : List.of(HARMLESS, DEBATABLE)) {
            Call with = get;
            for (Map.Entry<String, String> header : headers.entrySet()) {
                with = with.header(header.getKey(), header.getValue());
            }
            Answer answer = bench.anything(with);
            boolean same = Known.of(bench.contract(), new Bench.Sent(get, plain))
                    .equals(Known.of(bench.contract(), new Bench.Sent(get, answer)));
            bench.holds("headers-do-not-matter", new Bench.Sent(with, answer), same, plain.text(), answer.text());
        }
    }
}
