package com.dropininc.instantstream.mock.dashboard;

import com.dropininc.instantstream.mock.control.AdminCall;
import com.dropininc.instantstream.mock.control.Result;
import com.dropininc.instantstream.mock.control.Route;
import com.dropininc.instantstream.mock.sandbox.Entry;
import com.dropininc.instantstream.mock.sandbox.History;
import com.dropininc.instantstream.spec.Contract;
import com.dropininc.instantstream.spec.Lifecycle;
import com.dropininc.instantstream.spec.api.model.ChatMessage;
import com.dropininc.instantstream.spec.api.model.Stream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The live list of streams, and all about one of them. */
final class StreamPages {
    /** More than a person looks through; the API tells them all. */
    private static final int SHOWN_OF_A_STATE = 40;

    private static final String FETCHED = "1000";
    private static final String REQUESTS = "300";

    private final Api api;
    private final Renderer renderer;

    StreamPages(Api api, Renderer renderer) {
        this.api = api;
        this.renderer = renderer;
    }

    /** The streams of a sandbox, newest first. */
    record Listed(int total, List<Stream> streams) {}

    /**
     * The streams in one state.
     *
     * @param count how many there are
     * @param shown the newest of them
     */
    record Column(Lifecycle.State state, int count, List<Stream> shown) {}

    /** What the list shows. */
    record Board(int total, List<Column> columns, List<String> scenarios) {}

    /** Everything the admin API tells about one stream. */
    record Inspected(
            Stream stream,
            List<String> allowed,
            List<ChatMessage> chat,
            List<History.Moment> history,
            List<Listeners> channels) {}

    record Listeners(String channel, int subscriptions, List<String> members) {}

    /** What the page of one stream shows. */
    record Shown(
            Inspected about,
            Lifecycle.State state,
            Diagram diagram,
            List<Deeds.Deed> deeds,
            List<Deeds.Choice> say,
            List<Timeline.Item> timeline,
            List<String> states,
            List<String> scenarios) {
        Stream stream() {
            return about.stream();
        }
    }

    Result board(AdminCall call) {
        Frame frame = Frame.of(api, call, "Streams", "/");
        Listed listed = api.told(call, "/streams", Map.of(), inSandbox(frame, Map.of("limit", FETCHED)), Listed.class);
        List<Column> columns = new ArrayList<>();
        for (Lifecycle.State state :
                call.sandbox().contract().lifecycle().states().values()) {
            List<Stream> streams = listed.streams().stream()
                    .filter(stream -> stream.getStatus().getValue().equals(state.name()))
                    .toList();
            columns.add(new Column(
                    state,
                    streams.size(),
                    streams.stream().limit(SHOWN_OF_A_STATE).toList()));
        }
        return renderer.page(
                200, "streams", Map.of("frame", frame, "page", new Board(listed.total(), columns, scenarios(call))));
    }

    Result one(AdminCall call) {
        String token = call.parameter("token");
        Inspected about = api.told(call, "/streams/{token}", Inspected.class);
        Frame frame = Frame.of(api, call, token, "/");
        List<Entry> requests = api.told(
                        call,
                        "/requests",
                        Map.of(),
                        inSandbox(frame, Map.of("token", token, "limit", REQUESTS)),
                        RequestPages.Listed.class)
                .requests();
        Contract contract = call.sandbox().contract();
        String status = about.stream().getStatus().getValue();
        Deeds deeds = new Deeds(contract, token);
        Shown shown = new Shown(
                about,
                contract.lifecycle().states().get(status),
                Diagram.of(contract.lifecycle(), status),
                deeds.of(about.allowed()),
                deeds.say(about.allowed()),
                Timeline.of(about.history(), requests, contract),
                List.copyOf(contract.lifecycle().states().keySet()),
                scenarios(call));
        return renderer.page(200, "stream", Map.of("frame", frame, "page", shown));
    }

    private List<String> scenarios(AdminCall call) {
        return api.told(call, "/scenarios", Map.of(), Map.of(), BenchPages.Scenarios.class).scenarios().stream()
                .map(BenchPages.Play::name)
                .toList();
    }

    private static Map<String, String> inSandbox(Frame frame, Map<String, String> query) {
        Map<String, String> more = new LinkedHashMap<>(query);
        more.put(Route.SANDBOX, frame.box().id());
        return more;
    }
}
