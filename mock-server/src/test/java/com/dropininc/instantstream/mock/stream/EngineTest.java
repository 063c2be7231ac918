package com.dropininc.instantstream.mock.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.dropininc.instantstream.mock.stream.Decision.Change;
import com.dropininc.instantstream.spec.Contract;
import com.dropininc.instantstream.spec.Lifecycle;
import com.dropininc.instantstream.spec.api.model.DeviceType;
import com.dropininc.instantstream.spec.api.model.Role;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EngineTest {
    private static final Instant START = Instant.parse("2026-11-24T01:40:04.140Z");
    private static final StreamState.Request REQUEST = new StreamState.Request("acc", "1", "a@b", false);

    private final Contract contract = Contract.load();
    private final Engine engine = new Engine(contract);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whatever_is_done_the_laws_of_a_streams_life_hold(long seed) {
        Random random = new Random(seed);
        List<String> operations = contract.operations().values().stream()
                .filter(operation -> operation.namesStream())
                .map(operation -> operation.id())
                .toList();
        for (int walk = 0; walk < 200; walk++) {
            StreamState stream = requested(act("requestStream", Role.VIEWER, START));
            Instant now = START;
            for (int step = 0; step < 30; step++) {
                now = now.plusMillis(random.nextInt(3) * random.nextInt(45_000));
                stream = engine.settle(stream, now).map(Change::stream).orElse(stream);
                Role role = random.nextBoolean() ? Role.VIEWER : Role.DEALER;
                Decision decision =
                        engine.decide(stream, act(operations.get(random.nextInt(operations.size())), role, now));
                if (decision instanceof Change change) {
                    holds(stream, change);
                    stream = change.stream();
                }
            }
        }
    }

    private void holds(StreamState before, Change change) {
        StreamState after = change.stream();
        Lifecycle.State state = contract.lifecycle().states().get(before.status());
        assertTrue(!state.terminal() || before.equals(after), "a stream that is over does not change");
        assertEquals(after.media().isPresent(), after.status().equals("streaming"), "media only while streaming");
        assertFalse(after.times().updated().isBefore(before.times().updated()));
        assertTrue(before.equals(after) || after.times().updated().isAfter(START.minusMillis(1)));
        boolean over = contract.lifecycle().states().get(after.status()).terminal();
        assertEquals(over, after.times().ended().isPresent());
        assertFalse(over && engine.expiresOn(after).isPresent(), "what is over does not expire");
        assertFalse(over
                && after.recording().filter(tape -> tape.stoppedAt().isEmpty()).isPresent());
        StreamState asIfUnstamped =
                after.with(after.times().updated(before.times().updated()));
        assertTrue(after == before || !asIfUnstamped.equals(before), "what is not changed is the same object");
        assertTrue(!before.equals(after)
                || change.said().isPresent()
                || change.events().isEmpty());
    }

    @Test
    void stopping_tells_first_that_the_recording_stopped_and_then_the_stream() {
        StreamState stream = streaming();
        stream = change(stream, act("recordStream", Role.VIEWER, START.plusSeconds(10))).stream();
        Change stopped = change(stream, act("stopStream", Role.DEALER, START.plusSeconds(75)));
        assertEquals(List.of("recording-stopped", "stream-stopped"), stopped.events());
        assertEquals(65, stopped.stream().recording().orElseThrow().seconds());
    }

    @Test
    void a_repeated_record_is_the_same_recording_and_tells_nothing() {
        StreamState once = change(streaming(), act("recordStream", Role.VIEWER, START)).stream();
        Change twice = change(once, act("recordStream", Role.VIEWER, START.plusSeconds(1)));
        assertEquals(once, twice.stream());
        assertEquals(List.of(), twice.events());
    }

    @Test
    void expiry_happens_when_it_was_due_and_not_when_it_was_noticed() {
        StreamState stream = requested(act("requestStream", Role.VIEWER, START));
        assertTrue(engine.settle(stream, START.plusSeconds(899)).isEmpty());
        Change expired = engine.settle(stream, START.plusSeconds(5_000)).orElseThrow();
        assertEquals(START.plusSeconds(900), expired.stream().times().ended().orElseThrow());
        assertEquals(List.of("stream-expired"), expired.events());
    }

    private StreamState requested(Act act) {
        return engine.create("st_1", REQUEST, act).stream();
    }

    private StreamState streaming() {
        return change(
                requested(act("requestStream", Role.VIEWER, START)),
                act("startStream", Role.VIEWER, START.plusSeconds(1)))
                .stream();
    }

    private Change change(StreamState stream, Act act) {
        return assertInstanceOf(Change.class, engine.decide(stream, act));
    }

    private static Act act(String operation, Role role, Instant now) {
        return new Act(
                operation,
                List.of(role),
                new Device(Optional.of("d"), Optional.of(DeviceType.IOS), Optional.empty()),
                Optional.of(new StreamState.Place("1", "2")),
                Optional.of("hello"),
                "n",
                now);
    }
}
