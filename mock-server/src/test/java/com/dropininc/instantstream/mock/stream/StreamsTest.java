package com.dropininc.instantstream.mock.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.dropininc.instantstream.mock.store.StoreException;
import com.dropininc.instantstream.spec.Contract;
import com.dropininc.instantstream.spec.api.model.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of those who still hold the streams of a world that another one has replaced. */
@Timeout(value = 10, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StreamsTest {
    private static final Contract CONTRACT = Contract.load();
    private static final Engine ENGINE = new Engine(CONTRACT);
    private static final Instant NOW = Instant.parse("2026-11-24T01:40:04.140Z");

    @Test
    void nobody_waits_for_room_in_a_world_that_was_left() {
        Streams streams = streams(new Forgetful());
        request(streams, "first");
        streams.abandon();
        request(streams, "second");
        assertEquals(2, streams.size());
    }

    @Test
    void nothing_is_kept_of_a_world_that_was_left() {
        Streams streams = streams(new Careful());
        request(streams, "first");
        streams.abandon();
        assertThrows(StoreException.class, () -> request(streams, "second"));
        assertEquals(Optional.empty(), streams.act("first", act("pingStream")));
    }

    @Test
    void time_does_not_go_on_in_a_world_that_was_left() {
        Streams streams = streams(new Forgetful());
        request(streams, "first");
        streams.abandon();
        streams.settle(NOW.plus(Duration.ofDays(1)));
        assertEquals(CONTRACT.lifecycle().initial(), streams.all().get(0).status());
    }

    private static Streams streams(Keeper keeper) {
        return new Streams(() -> ENGINE, CONTRACT.lifecycle().initial(), new Retention(1, 1), happening -> {}, keeper);
    }

    private static void request(Streams streams, String token) {
        streams.request(token, new StreamState.Request("acc", "1", "a@b", false), act("requestStream"));
    }

    private static Act act(String operation) {
        return new Act(
                operation, List.of(Role.VIEWER), Device.UNKNOWN, Optional.empty(), Optional.empty(), "nonce", NOW);
    }

    /** As a mock that keeps nothing. */
    private static class Forgetful implements Keeper {
        @Override
        public boolean moved(Supplier<Moved> moved, Runnable apply) {
            apply.run();
            return true;
        }

        @Override
        public boolean forgotten(Supplier<Gone> gone, Runnable apply) {
            apply.run();
            return true;
        }

        @Override
        public long position() {
            return 0;
        }
    }

    /** As a mock that writes down what it is given. */
    private static final class Careful extends Forgetful {
        @Override
        public boolean moved(Supplier<Moved> moved, Runnable apply) {
            return moved.get() != null && super.moved(moved, apply);
        }
    }
}
