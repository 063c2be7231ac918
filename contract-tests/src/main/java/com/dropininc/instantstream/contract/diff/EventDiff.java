package com.dropininc.instantstream.contract.diff;

import java.util.Map;

/** Compares the realtime side of two versions. */
final class EventDiff {
    private final Changes changes;

    EventDiff(Changes changes) {
        this.changes = changes;
    }

    void compare(Documents old, Documents now) {
        if (old.realtime().isEmpty() || now.realtime().isEmpty()) {
            if (old.realtime().isPresent() != now.realtime().isPresent()) {
                changes.add(now.realtime().isPresent() ? "realtime-added" : "realtime-removed", "realtime", "", "", "");
            }
            return;
        }
        channels(old.event("/channels").entries(), now.event("/channels").entries());
        events(
                old.event("/components/messages").entries(),
                now.event("/components/messages").entries());
    }

    private void channels(Map<String, Place> old, Map<String, Place> now) {
        Changes.both(
                old,
                now,
                new Changes.Sides<>(
                        gone -> changes.add(
                                "channel-removed",
                                "realtime",
                                gone,
                                "",
                                old.get(gone).trust()),
                        fresh -> changes.add(
                                "channel-added",
                                "realtime",
                                fresh,
                                "",
                                now.get(fresh).trust()),
                        (name, both) -> channel(name, both.get(0), both.get(1))));
    }

    private void channel(String name, Place old, Place now) {
        changes.trust("realtime", name, old, now);
        changes.differs(
                "channel-renamed",
                new Changes.Spot("realtime", name, now.trust()),
                old.text("address"),
                now.text("address"));
        var before = old.get("messages").entries().keySet();
        var after = now.get("messages").entries().keySet();
        before.stream()
                .filter(event -> !after.contains(event))
                .forEach(event -> changes.add("event-left-channel", event, name, "", now.trust()));
        after.stream()
                .filter(event -> !before.contains(event))
                .forEach(event -> changes.add("event-joined-channel", event, name, "", now.trust()));
    }

    private void events(Map<String, Place> old, Map<String, Place> now) {
        Changes.both(
                old,
                now,
                new Changes.Sides<>(
                        gone -> changes.add(
                                "event-removed", gone, "", "", old.get(gone).trust()),
                        fresh -> changes.add(
                                "event-added", fresh, "", "", now.get(fresh).trust()),
                        (name, both) -> {
                            changes.trust(name, "", both.get(0), both.get(1));
                            new SchemaDiff(changes, Flow.EVENT, name)
                                    .compare(
                                            both.get(0).get("payload"),
                                            both.get(1).get("payload"),
                                            "payload");
                        }));
    }
}
