package com.dropininc.instantstream.mock.sandbox;

import com.dropininc.instantstream.fixtures.ApiKey;
import com.dropininc.instantstream.mock.realtime.PusherApp;
import java.time.Instant;
import java.util.List;

/**
 * Who a sandbox is.
 *
 * @param name what people call it
 * @param keys the API keys that open it
 * @param app its Pusher app
 * @param demo whether it begins with the streams of the demo world
 * @param created real time of its making
 */
public record Identity(String id, String name, List<ApiKey> keys, PusherApp app, boolean demo, Instant created) {
    /** The first key of a kind that no account is bound to. */
    ApiKey key(String kind) {
        return keys.stream()
                .filter(key -> key.kind().equals(kind) && key.account().isEmpty())
                .findFirst()
                .orElseThrow(() -> new InvalidSetting(
                        "/as",
                        "the sandbox has no key of kind '" + kind + "'; known: "
                                + keys.stream().map(ApiKey::kind).distinct().toList()));
    }

    /** The same, with other keys. */
    Identity with(List<ApiKey> others) {
        return new Identity(id, name, others, app, demo, created);
    }

    /** The same, but for how it begins. */
    Identity beginning(boolean withDemo) {
        return new Identity(id, name, keys, app, withDemo, created);
    }
}
