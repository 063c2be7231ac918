package com.dropininc.instantstream.mock.realtime;

import java.util.List;

/**
 * A channel as it stood when asked.
 *
 * @param name its full name
 * @param kind who may subscribe
 * @param subscriptions number of subscribed connections
 * @param members user ids on a presence channel in order of arrival; empty on others
 * @param cached the remembered event of a cache channel, or null
 */
public record ChannelView(
        String name, ChannelName.Kind kind, int subscriptions, List<String> members, CachedEvent cached) {
    /** Whether anybody is subscribed. */
    public boolean occupied() {
        return subscriptions > 0;
    }
}
