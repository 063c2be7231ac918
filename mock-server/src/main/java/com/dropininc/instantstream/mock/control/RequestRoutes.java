package com.dropininc.instantstream.mock.control;

import com.dropininc.instantstream.mock.sandbox.Entry;
import com.dropininc.instantstream.mock.sandbox.Journal;
import com.dropininc.instantstream.mock.sandbox.Sandbox;
import com.dropininc.instantstream.spec.Contract;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Routes of the journal: what was asked and answered, and why something was refused. */
final class RequestRoutes {
    private static final int STANDARD = 100;
    private static final int MOST = 10_000;

    private final Contract contract;

    RequestRoutes(Contract contract) {
        this.contract = contract;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/requests", "The last requests, newest first", this::list)
                        .inSandbox()
                        .taking("operation", "operationId")
                        .taking("token", "token of the stream")
                        .taking("status", "a status such as 404, or a class such as 4xx")
                        .taking("limit", "how many at most; 100 when left out"),
                Route.get("/requests/{id}", "One request, with the explanation of its refusal", RequestRoutes::one),
                Route.delete("/requests", "Clears the journal", RequestRoutes::clear)
                        .inSandbox(),
                unmatched("/requests/unmatched"),
                unmatched("/unmatched"),
                Route.get("/requests.har", "The journal as an HTTP archive (HAR 1.2)", RequestRoutes::har)
                        .inSandbox());
    }

    private static Route unmatched(String path) {
        return Route.get(
                        path,
                        "Requests that led to no operation, with the nearest operations and why they are not it",
                        RequestRoutes::unmatched)
                .inSandbox()
                .taking("limit", "how many at most; 100 when left out");
    }

    private Result list(AdminCall call) {
        Predicate<Entry.Heading> wanted = Wanted.of(
                contract,
                call.asked("operation").orElse(""),
                call.asked("token").orElse(""),
                call.asked("status").orElse(""));
        return Result.ok(listed(call, wanted));
    }

    private static Result unmatched(AdminCall call) {
        return Result.ok(listed(call, heading -> !heading.matched()));
    }

    private static Map<String, Object> listed(AdminCall call, Predicate<Entry.Heading> wanted) {
        Journal journal = call.sandbox().journal();
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("requests", journal.newest(wanted, call.number("limit", STANDARD, MOST)));
        answer.put("kept", journal.size());
        answer.put("evicted", journal.evicted());
        return answer;
    }

    private static Result one(AdminCall call) {
        String id = call.parameter("id");
        int dot = id.lastIndexOf('.');
        if (dot < 1) {
            throw Problem.unknown("request", "'" + id + "' is no id of a request: one looks like default.42");
        }
        Sandbox sandbox = call.sandbox(id.substring(0, dot));
        return Result.ok(sandbox.journal()
                .find(id)
                .orElseThrow(() -> Problem.unknown(
                        "request",
                        "the journal has no request " + id + ": it was cleared, or it had to make room for newer ones ("
                                + sandbox.journal().bounds().entries() + " are kept)")));
    }

    private static Result clear(AdminCall call) {
        call.sandbox().journal().clear();
        return Result.none();
    }

    private static Result har(AdminCall call) {
        return Result.ok(Har.of(call.sandbox().journal().all()));
    }
}
