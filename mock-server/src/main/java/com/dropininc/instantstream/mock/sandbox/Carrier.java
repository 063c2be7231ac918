package com.dropininc.instantstream.mock.sandbox;

import com.dropininc.instantstream.mock.realtime.Outlet;
import com.dropininc.instantstream.mock.realtime.Realtime;
import com.dropininc.instantstream.mock.store.Change;
import com.dropininc.instantstream.mock.store.Row;
import com.dropininc.instantstream.mock.store.Store;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Carries what is for those who are connected through the store to the mocks that they are connected to. */
final class Carrier implements Outlet {
    private final String sandbox;
    private final Supplier<Store> store;
    /** What is still to be said of a channel; of much that changes at once only the last is. */
    private final Map<String, Presence> unsaid = new ConcurrentHashMap<>();

    Carrier(String sandbox, Supplier<Store> store) {
        this.sandbox = sandbox;
        this.store = store;
    }

    @Override
    public void carry(Signal signal) {
        store.get().keep(() -> SandboxRows.signal(sandbox, signal), () -> {});
    }

    @Override
    public void carryLater(Signal signal) {
        store.get().keepLater(() -> SandboxRows.signal(sandbox, signal));
    }

    @Override
    public void present(String channel, Presence presence) {
        unsaid.put(channel, presence);
        store.get().keepLater(() -> {
            Presence last = unsaid.remove(channel);
            return last == null ? null : presence(sandbox, store.get().origin(), channel, last);
        });
    }

    private static Change presence(String sandbox, long server, String channel, Presence presence) {
        String key = SandboxRows.PRESENT + "/" + server + "/" + channel;
        return Change.of(sandbox, "", 0, List.of(Row.of(key, presence.subscriptions() == 0 ? null : presence)));
    }

    /** Notes what a row says of another server. */
    static void note(Sandbox sandbox, Row row) {
        int slash = row.name().indexOf('/');
        long server = Long.parseLong(row.name().substring(0, slash));
        if (server != sandbox.ground().store().origin()) {
            sandbox.realtime()
                    .others()
                    .present(
                            row.name().substring(slash + 1),
                            server,
                            row.value() == null ? Presence.NOBODY : row.as(Presence.class));
        }
    }

    /** Lets those go who were connected to a server that is no more. */
    static void bury(Sandbox sandbox, Realtime open) {
        Store store = sandbox.ground().store();
        open.others().servers().stream()
                .filter(server -> !store.alive(server))
                .forEach(server -> open.others()
                        .channelsAt(server)
                        .forEach(channel ->
                                store.keep(() -> presence(sandbox.id(), server, channel, Presence.NOBODY), () -> {})));
    }
}
