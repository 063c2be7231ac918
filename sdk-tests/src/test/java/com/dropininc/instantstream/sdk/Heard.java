package com.dropininc.instantstream.sdk;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.dropininc.instantstream.spec.Contract;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a subscriber has heard, in order. Safe to share between threads. */
final class Heard {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** An event of a channel. */
    record Event(String channel, String name, String data) {
        JsonNode payload() {
            return JsonMapper.shared().readTree(data);
        }
    }

    private final List<String> notes = new CopyOnWriteArrayList<>();
    private final List<Event> events = new CopyOnWriteArrayList<>();

    void note(String what) {
        notes.add(what);
    }

    void event(String channel, String name, String data) {
        events.add(new Event(channel, name, data));
    }

    /** Waits until it was noted that often. */
    void awaitNote(String what, int times) {
        await("notes " + notes)
                .atMost(PATIENCE)
                .until(() -> notes.stream().filter(what::equals).count() >= times);
    }

    String awaitNoteThatBegins(String start) {
        await().atMost(PATIENCE).until(() -> notes.stream().anyMatch(note -> note.startsWith(start)));
        return notes.stream().filter(note -> note.startsWith(start)).findFirst().orElseThrow();
    }

    /** Waits for exactly these events of a channel, in this order; each has to be as the contract wants it. */
    void awaitEvents(Contract contract, String channel, List<String> names) {
        await().atMost(PATIENCE).untilAsserted(() -> assertEquals(names, names(channel)));
        of(channel).forEach(event -> judge(contract, event));
    }

    /** Waits for an event that a backend sends, which the contract knows nothing of. */
    void awaitEvent(String channel, String name, String data) {
        await().atMost(PATIENCE).until(() -> events.contains(new Event(channel, name, data)));
    }

    Set<String> allNames() {
        return events.stream().map(Event::name).collect(Collectors.toSet());
    }

    static void judge(Contract contract, Event event) {
        assertEquals(List.of(), contract.judge().event(contract.event(event.name()), event.payload()), event.data());
    }

    List<Event> of(String channel) {
        return events.stream().filter(event -> event.channel().equals(channel)).toList();
    }

    List<String> names(String channel) {
        return of(channel).stream().map(Event::name).toList();
    }
}
