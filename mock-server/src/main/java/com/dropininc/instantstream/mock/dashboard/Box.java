package com.dropininc.instantstream.mock.dashboard;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A sandbox, as the admin API tells of it. */
record Box(
        String id,
        String name,
        Instant created,
        Map<String, String> keys,
        Pusher pusher,
        Instant now,
        boolean frozen,
        int streams,
        int requests,
        int connections,
        long idleSeconds) {

    record Pusher(String id, String key, String secret) {}

    /** Several of them. */
    record Listed(int total, List<Box> sandboxes) {}

    String key(String kind) {
        return keys.getOrDefault(kind, "");
    }
}
