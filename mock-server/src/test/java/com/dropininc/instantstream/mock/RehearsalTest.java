package com.dropininc.instantstream.mock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.dropininc.instantstream.spec.Contract;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The first user does not wait for what only the first request has to do. */
class RehearsalTest {
    @Test
    void nearly_every_operation_succeeds_in_it_and_nothing_is_left_behind() throws IOException {
        try (MockServer mock = MockServer.start(MockConfig.standard())) {
            int streams = mock.sandboxes().standard().streams().size();
            int succeeded = Rehearsal.call(mock);
            // The examples authorize no channel of the new stream, and a stopped stream cannot be cancelled.
            assertTrue(succeeded >= mock.contract().operations().size() - 2, succeeded + " operations succeeded");
            assertEquals(1, mock.sandboxes().size());
            assertEquals(streams, mock.sandboxes().standard().streams().size());
            assertEquals(0, mock.sandboxes().standard().journal().size());
        }
    }

    @Test
    void it_lives_the_life_of_a_stream_and_signs_without_a_mock() {
        assertTrue(Rehearsal.live(Contract.load()) > 5);
        Rehearsal.sign();
    }

    @Test
    void the_launcher_gets_a_run_that_ends_by_itself() {
        assertEquals(0, Main.commandLine().execute("--rehearse"));
    }
}
