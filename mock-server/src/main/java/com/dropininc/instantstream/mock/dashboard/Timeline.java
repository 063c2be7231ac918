package com.dropininc.instantstream.mock.dashboard;

import com.dropininc.instantstream.mock.sandbox.Entry;
import com.dropininc.instantstream.mock.sandbox.History;
import com.dropininc.instantstream.spec.Contract;
import com.dropininc.instantstream.spec.Operation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What happened to a stream: requests, refusals and events in one row, newest first. */
final class Timeline {
    private Timeline() {}

    /**
     * One thing that happened, or the same one several times in a row.
     *
     * @param kind {@code request}, {@code refusal} or {@code event}
     * @param what operation or event
     * @param note who did it, or what was wrong
     * @param status of the answer, or state of the stream afterwards
     * @param entry id of the request; empty for an event
     */
    record Item(Instant at, String kind, String what, String note, String status, String entry, int times) {
        private boolean repeats(Item earlier) {
            return kind.equals("request")
                    && what.equals(earlier.what)
                    && note.equals(earlier.note)
                    && status.equals(earlier.status);
        }

        private Item again(Item earlier) {
            return new Item(at, kind, what, note, status, entry, earlier.times + 1);
        }
    }

    static List<Item> of(List<History.Moment> history, List<Entry> requests, Contract contract) {
        List<Item> all = new ArrayList<>();
        for (int i = requests.size() - 1; i >= 0; i--) {
            all.add(item(requests.get(i)));
        }
        history.forEach(moment -> all.add(new Item(moment.at(), "event", moment.event(), "", moment.status(), "", 1)));
        // Stable: what a request brought about has the request's instant, and stands after it.
        all.sort(Comparator.comparing(Item::at));
        List<Item> rows = new ArrayList<>();
        for (Item item : all) {
            Item last = rows.isEmpty() ? null : rows.get(rows.size() - 1);
            if (last != null && reads(contract, item) && item.repeats(last)) {
                rows.set(rows.size() - 1, item.again(last));
            } else {
                rows.add(item);
            }
        }
        java.util.Collections.reverse(rows);
        return rows;
    }

    /** Only reading is worth no row of its own: an app that polls would bury all else. */
    private static boolean reads(Contract contract, Item item) {
        Operation operation = contract.operations().get(item.what());
        return operation != null && operation.method().equals("GET");
    }

    private static Item item(Entry entry) {
        boolean refused = !entry.refusals().isEmpty();
        return new Item(
                entry.at(),
                refused ? "refusal" : "request",
                entry.matched()
                        ? entry.operation()
                        : entry.request().method() + " " + entry.request().path(),
                refused ? entry.refusals().get(0).what() : entry.caller(),
                String.valueOf(entry.response().status()),
                entry.id(),
                1);
    }
}
