package com.dropininc.instantstream.mock.realtime;

import com.dropininc.instantstream.mock.realtime.Outlet.Signal;
import java.util.Set;

/** What an app hears from its other servers. Safe to share between threads. */
public final class Others {
    private final Realtime realtime;
    private final Elsewhere elsewhere;

    Others(Realtime realtime, Elsewhere elsewhere) {
        this.realtime = realtime;
        this.elsewhere = elsewhere;
    }

    /** Has what a server said; an event of the app's own server comes back to it in the order of all. */
    public void heard(Signal signal) {
        switch (signal.kind()) {
            case EVENT ->
                realtime.deliver(
                        signal.channel(),
                        signal.event(),
                        signal.data(),
                        signal.socketId().isEmpty() ? null : signal.socketId());
            case CLIENT_EVENT ->
                realtime.open(signal.channel())
                        .ifPresent(known -> known.relayed(signal.event(), signal.data(), signal.userId()));
            case TERMINATE -> realtime.closeUser(signal.userId());
        }
    }

    /** Notes who is on a channel at another server, and tells those here who arrived and who left. */
    public void present(String channel, long server, Outlet.Presence presence) {
        realtime.open(channel)
                .ifPresentOrElse(
                        known -> known.around(() -> elsewhere.note(channel, server, presence)),
                        () -> elsewhere.note(channel, server, presence));
    }

    /** The other servers at which anybody is connected, as far as is known. */
    public Set<Long> servers() {
        return elsewhere.servers();
    }

    /** The channels on which anybody is at one of them. */
    public Set<String> channelsAt(long server) {
        return elsewhere.channelsAt(server);
    }
}
