package com.dropininc.instantstream.mock.dashboard;

import com.dropininc.instantstream.mock.control.AdminCall;
import com.dropininc.instantstream.mock.control.Result;
import com.dropininc.instantstream.mock.sandbox.Entry;
import com.dropininc.instantstream.spec.Contract;
import com.dropininc.instantstream.spec.Operation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The request log, and one request with the explanation of its refusal. */
final class RequestPages {
    /** What a person can ask the log for; the words are the admin API's. */
    private static final List<String> STATUSES = List.of("2xx", "4xx", "5xx");

    private final Api api;
    private final Renderer renderer;

    RequestPages(Api api, Renderer renderer) {
        this.api = api;
        this.renderer = renderer;
    }

    record Listed(List<Entry> requests, int kept, long evicted) {}

    /**
     * What the log shows.
     *
     * @param operation the only one that is shown; empty for all, and so are the others
     */
    record Log(Listed listed, String operation, String status, String token, List<String> operations) {
        List<String> statuses() {
            return STATUSES;
        }
    }

    /**
     * What the page of one request shows.
     *
     * @param allowed the operations that are allowed now, where a state refused it
     * @param example a body that the operation would take; empty when there is none to show
     */
    record Shown(
            Entry entry,
            Optional<Operation> operation,
            Curl curl,
            List<String> allowed,
            String example,
            String stream) {}

    Result log(AdminCall call) {
        Frame frame = Frame.of(api, call, "Requests", "/requests");
        Log log = new Log(
                api.told(call, "/requests", Listed.class),
                call.asked("operation").orElse(""),
                call.asked("status").orElse(""),
                call.asked("token").orElse(""),
                List.copyOf(call.sandbox().contract().operations().keySet()));
        return renderer.page(200, "requests", Map.of("frame", frame, "page", log));
    }

    Result one(AdminCall call) {
        Entry entry = api.told(call, "/requests/{id}", Entry.class);
        Contract contract = call.sandbox(entry.sandbox()).contract();
        Frame frame = Frame.of(api, call, "Request " + entry.id(), "/requests", entry.sandbox());
        Optional<Operation> operation =
                Optional.ofNullable(contract.operations().get(entry.operation()));
        Shown shown = new Shown(
                entry,
                operation,
                Curl.of(entry, frame.base(), contract.keyHeader()),
                operation
                                .filter(known -> entry.response().status()
                                        == contract.refusal("state").status())
                                .isPresent()
                        ? allowed(call, entry)
                        : List.of(),
                operation.map(known -> example(contract, known, entry)).orElse(""),
                entry.token());
        return renderer.page(200, "request", Map.of("frame", frame, "page", shown));
    }

    /** What can be done to the stream now; it may have moved on since the request. */
    private List<String> allowed(AdminCall call, Entry entry) {
        return api.told(
                        call,
                        "/streams/{token}",
                        Map.of("token", entry.token()),
                        Map.of("sandbox", entry.sandbox()),
                        StreamPages.Inspected.class)
                .allowed();
    }

    /** The spec's first example, for whoever sent a body that was refused. */
    private static String example(Contract contract, Operation operation, Entry entry) {
        boolean bodyRefused =
                entry.refusals().stream().anyMatch(reason -> reason.where().startsWith("body"));
        return !bodyRefused
                ? ""
                : contract.examples().request(operation).values().stream()
                        .findFirst()
                        .map(JsonNode::toPrettyString)
                        .orElse("");
    }
}
