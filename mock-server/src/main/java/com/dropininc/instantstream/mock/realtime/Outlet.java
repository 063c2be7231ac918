package com.dropininc.instantstream.mock.realtime;

import java.util.Map;

/** Tells the other servers of an app what happens at this one; they hand it to their {@link Realtime#others}. */
public interface Outlet {
    /** Carries a signal to all, this server too, which sends the event when its turn has come. */
    void carry(Signal signal);

    /** Carries a signal to the other servers some time soon; must not wait. */
    void carryLater(Signal signal);

    /**
     * Says who is on a channel here; must not wait.
     *
     * @param presence empty when nobody is any more
     */
    void present(String channel, Presence presence);

    /**
     * Something for those who are connected elsewhere.
     *
     * @param kind what to do with it
     * @param socketId of the one that it is not for; empty when it is for all
     * @param userId of the one it is from or about; empty for none
     */
    record Signal(Kind kind, String channel, String event, String data, String socketId, String userId) {
        /** What to do with a signal. */
        public enum Kind {
            /** Send it as an event of the server. */
            EVENT,
            /** Send it as an event of a client; its own server has done so. */
            CLIENT_EVENT,
            /** Close all connections of a user. */
            TERMINATE
        }
    }

    /**
     * Who is on a channel at one server.
     *
     * @param subscriptions number of subscribed connections
     * @param members info, as JSON, by user id; empty but on presence channels
     */
    record Presence(int subscriptions, Map<String, String> members) {
        /** Nobody is there. */
        public static final Presence NOBODY = new Presence(0, Map.of());
    }
}
