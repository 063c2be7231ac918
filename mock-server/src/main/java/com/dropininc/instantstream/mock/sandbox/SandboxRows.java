package com.dropininc.instantstream.mock.sandbox;

import com.dropininc.instantstream.fixtures.ApiKey;
import com.dropininc.instantstream.mock.realtime.Outlet;
import com.dropininc.instantstream.mock.realtime.PusherApp;
import com.dropininc.instantstream.mock.store.Change;
import com.dropininc.instantstream.mock.store.Row;
import com.dropininc.instantstream.mock.store.RowJson;
import com.dropininc.instantstream.mock.stream.Decision;
import com.dropininc.instantstream.mock.stream.Keeper;
import com.dropininc.instantstream.mock.stream.Message;
import com.dropininc.instantstream.mock.stream.StreamState;
import com.dropininc.instantstream.mock.stream.Streams;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * What is kept of a sandbox, as rows. The values of streams, messages and readings are written as a snapshot writes
 * them.
 */
final class SandboxRows {
    static final String IDENTITY = "identity";
    static final String SETTINGS = "settings";
    static final String CLOCK = "clock";
    static final String FAULTS = "faults";
    static final String ACCOUNT = "account";
    static final String STREAM = "stream";
    static final String MESSAGE = "message";
    static final String JOURNAL = "journal";
    static final String PRESENT = "present";

    private SandboxRows() {}

    /** A stream and its place. */
    record StreamRow(long number, StreamState stream) {}

    /** Who a sandbox is, with what opens it. */
    record IdentityRow(
            String name, List<ApiKey> keys, String appId, String appKey, String appSecret, boolean demo, Instant at) {
        static IdentityRow of(Identity identity) {
            PusherApp app = identity.app();
            return new IdentityRow(
                    identity.name(),
                    identity.keys(),
                    app.id(),
                    app.key(),
                    app.secret(),
                    identity.demo(),
                    identity.created());
        }

        Identity identity(String id) {
            return new Identity(id, name, keys, PusherApp.of(appId, appKey, appSecret), demo, at);
        }
    }

    /**
     * What mocks that share a store tell each other beside what they keep.
     *
     * @param events what happened to the stream of the change
     * @param at when
     * @param request what somebody asked, and was answered
     * @param signal something for those who are connected
     */
    record News(List<String> events, Optional<Instant> at, Optional<Entry> request, Optional<Outlet.Signal> signal) {
        static final News NONE = new News(List.of(), Optional.empty(), Optional.empty(), Optional.empty());

        static News of(Change change) {
            return of(change.news());
        }

        static News of(String json) {
            return json.isEmpty() ? NONE : RowJson.read(json, News.class);
        }
    }

    /** A change of a stream. */
    static Change moved(String sandbox, Keeper.Moved moved) {
        StreamState stream = moved.change().stream();
        String key = STREAM + "/" + stream.token();
        List<Row> rows = new ArrayList<>(3);
        rows.add(Row.of(key, new StreamRow(moved.number(), stream)));
        moved.change().said().ifPresent(message -> {
            rows.add(Row.of(messageKey(stream.token(), moved.said()), message));
            if (moved.said() >= moved.kept()) {
                rows.add(Row.of(messageKey(stream.token(), moved.said() - moved.kept()), null));
            }
        });
        return Change.of(sandbox, key, moved.basedOn(), rows)
                .telling(
                        new News(moved.change().events(), Optional.of(moved.at()), Optional.empty(), Optional.empty()));
    }

    private static String messageKey(String token, int number) {
        return MESSAGE + "/" + token + "/" + String.format(Locale.ROOT, "%09d", number);
    }

    /** A stream that is no longer kept. */
    static Change gone(String sandbox, Keeper.Gone gone) {
        String key = STREAM + "/" + gone.token();
        List<Row> rows = new ArrayList<>();
        rows.add(Row.of(key, null));
        for (int number = Math.max(0, gone.said() - gone.kept()); number < gone.said(); number++) {
            rows.add(Row.of(messageKey(gone.token(), number), null));
        }
        return Change.of(sandbox, key, gone.basedOn(), rows);
    }

    /** The changed stream of a change, as its own mock decided it. */
    static Keeper.Moved moved(Change change, Row row, int kept) {
        StreamRow stream = row.as(StreamRow.class);
        News news = News.of(change);
        Optional<Message> said = change.rows().stream()
                .filter(other -> other.kind().equals(MESSAGE) && other.value() != null)
                .findFirst()
                .map(other -> other.as(Message.class));
        Decision.Change decided = new Decision.Change(stream.stream(), said, news.events());
        return new Keeper.Moved(stream.number(), 0, 0, kept, decided, news.at().orElseThrow());
    }

    /** A request that is told and not kept. */
    static Change asked(Entry entry) {
        return Change.journal(
                entry.sandbox(), new News(List.of(), Optional.empty(), Optional.of(entry), Optional.empty()));
    }

    /** Something for those who are connected. */
    static Change signal(String sandbox, Outlet.Signal signal) {
        return Change.of(sandbox, "", 0, List.of())
                .telling(new News(List.of(), Optional.empty(), Optional.empty(), Optional.of(signal)));
    }

    /** A sandbox that begins. */
    record World(Settings settings, MockClock.Hands clock, Map<String, String> accounts, List<Streams.Kept> streams) {
        static World of(Sandbox sandbox) {
            return new World(
                    sandbox.settings(),
                    sandbox.clock().hands(),
                    sandbox.accounts().byPhone(),
                    sandbox.streams().keep());
        }
    }

    /** A sandbox of which nothing else is kept. */
    static Change anew(Identity identity, World world, String guard) {
        List<Row> rows = new ArrayList<>();
        rows.add(Row.of(IDENTITY, IdentityRow.of(identity)));
        rows.add(Row.of(SETTINGS, world.settings()));
        rows.add(Row.of(CLOCK, world.clock()));
        world.accounts().forEach((phone, id) -> rows.add(Row.of(ACCOUNT + "/" + phone, id)));
        long number = 0;
        for (Streams.Kept kept : world.streams()) {
            String token = kept.stream().token();
            rows.add(Row.of(STREAM + "/" + token, new StreamRow(++number, kept.stream())));
            for (int i = 0; i < kept.chat().size(); i++) {
                rows.add(Row.of(messageKey(token, i), kept.chat().get(i)));
            }
        }
        return Change.anew(identity.id(), guard, rows);
    }

    /** Puts all streams of the rows back, as they were made, if each passes the check. */
    static void putBack(List<Row> rows, Streams streams, Consumer<StreamState> check) {
        Map<String, TreeMap<Integer, Message>> chats = new TreeMap<>();
        List<Row> made = new ArrayList<>();
        for (Row row : rows) {
            if (row.kind().equals(MESSAGE)) {
                int slash = row.name().lastIndexOf('/');
                chats.computeIfAbsent(row.name().substring(0, slash), token -> new TreeMap<>())
                        .put(Integer.parseInt(row.name().substring(slash + 1)), row.as(Message.class));
            } else if (row.kind().equals(STREAM)) {
                made.add(row);
            }
        }
        record Standing(StreamRow row, long version) {}
        made.stream()
                .map(row -> new Standing(row.as(StreamRow.class), row.version()))
                .sorted((one, other) ->
                        Long.compare(one.row().number(), other.row().number()))
                .forEach(standing -> {
                    StreamState stream = standing.row().stream();
                    check.accept(stream);
                    TreeMap<Integer, Message> chat = chats.getOrDefault(stream.token(), new TreeMap<>());
                    streams.putBack(
                            new Streams.Kept(stream, List.copyOf(chat.values())),
                            new Streams.Place(
                                    standing.row().number(),
                                    standing.version(),
                                    chat.isEmpty() ? 0 : chat.lastKey() + 1));
                });
    }
}
