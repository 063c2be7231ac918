package com.dropininc.instantstream.mock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.dropininc.instantstream.fixtures.Fixtures;
import com.dropininc.instantstream.mock.sandbox.Sandbox;
import com.dropininc.instantstream.mock.sandbox.Sandboxes;
import com.dropininc.instantstream.mock.stream.Retention;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** A mock under load forgets by a rule, and says so, instead of filling the memory. */
class KeepingTest {
    private static final MockServer MOCK = MockServer.start(MockConfig.standard()
            .withWorkbench(new MockConfig.Workbench(
                    Optional.empty(),
                    false,
                    MockConfig.Workbench.STANDARD.journal(),
                    new Sandboxes.Limits(100, Duration.ofHours(1), new Retention(3, 4)))));

    private final Sandbox sandbox = MOCK.sandboxes().open("small", false);
    private final Api api = new Api(MOCK.baseUrl(), sandbox.key("viewer").key());

    @AfterAll
    static void close() {
        MOCK.close();
    }

    @Test
    void the_stream_that_ended_first_makes_room() {
        String live = api.request();
        String endedLater = api.request();
        String endedFirst = api.request();
        api.call("cancelStream", endedFirst, "{}");
        api.call("cancelStream", endedLater, "{}");
        api.request();
        assertEquals(404, api.call("getStream", endedFirst, "").status());
        assertEquals("cancelled", api.stream(endedLater).path("status").asString());
        api.request();
        assertEquals(404, api.call("getStream", endedLater, "").status());
        assertEquals("pending", api.stream(live).path("status").asString());
    }

    @Test
    void where_none_has_ended_the_oldest_makes_room_and_leaves_the_pending_list() {
        List<String> tokens = IntStream.range(0, 4).mapToObj(i -> api.request()).toList();
        assertEquals(404, api.call("getStream", tokens.get(0), "").status());
        String account = api.stream(tokens.get(3)).path("account").asString();
        assertEquals(
                tokens.subList(1, 4),
                api.call("getPending", account, "")
                        .json()
                        .valueStream()
                        .map(stream -> stream.path("token").asString())
                        .toList());
    }

    @Test
    void streams_of_the_demo_world_never_make_room() {
        Sandbox demo = MOCK.sandboxes().open("demo", true);
        Api inDemo = new Api(MOCK.baseUrl(), demo.key("viewer").key());
        Set<String> fixtures = Fixtures.load().tokens();
        inDemo.call("stopStream", "demo-streaming", "{\"role\":\"viewer\"}");
        IntStream.range(0, 5).forEach(i -> inDemo.request());
        List<String> tokens =
                demo.streams().all().stream().map(stream -> stream.token()).toList();
        assertTrue(tokens.containsAll(fixtures), tokens.toString());
        assertEquals(fixtures.size() + 3, tokens.size());
    }

    @Test
    void who_asks_for_a_forgotten_stream_is_told_why_it_is_not_there() {
        assertFalse(api.call("getStream", "nobodys", "").text().contains("forgotten"));
        List<String> tokens = IntStream.range(0, 5).mapToObj(i -> api.request()).toList();
        String refusal = api.call("getStream", tokens.get(0), "").text();
        assertTrue(refusal.contains("2 were forgotten: the mock keeps 3, see --keep-streams"), refusal);
    }

    @Test
    void time_passes_by_what_was_forgotten() {
        IntStream.range(0, 5).forEach(i -> api.request());
        sandbox.advance(Duration.ofMinutes(15));
        assertEquals(3, sandbox.streams().size());
        assertEquals(
                List.of("expired", "expired", "expired"),
                sandbox.streams().all().stream().map(stream -> stream.status()).toList());
    }

    @Test
    void an_account_goes_with_its_last_stream() {
        String account = api.stream(api.request()).path("account").asString();
        assertTrue(sandbox.accounts().exists(account));
        IntStream.range(0, 3)
                .forEach(i -> api.call(
                        "requestStream", "", "{\"phone\":\"+1202555019" + i + "\",\"email\":\"b@example.com\"}"));
        assertFalse(sandbox.accounts().exists(account));
        assertEquals(3, sandbox.accounts().byPhone().size());
    }

    @Test
    void a_phone_that_comes_back_has_the_account_that_it_had() {
        String first = api.stream(api.request()).path("account").asString();
        sandbox.reset(false);
        assertFalse(sandbox.accounts().exists(first));
        assertEquals(first, api.stream(api.request()).path("account").asString());
    }

    @Test
    void a_chat_keeps_its_newest_messages() {
        String token = api.streamIn("streaming", sandbox.clock());
        for (int i = 0; i < 6; i++) {
            assertEquals(
                    200,
                    api.call("saveChat", token, "{\"role\":\"dealer\",\"message\":\"" + i + "\"}")
                            .status());
        }
        assertEquals(
                List.of("2", "3", "4", "5"),
                api.call("getChat", token, "")
                        .json()
                        .valueStream()
                        .map(message -> message.path("message").asString())
                        .toList());
    }

    @Test
    void a_mock_that_is_to_keep_nothing_does_not_start() {
        assertEquals(2, Main.commandLine().execute("--keep-streams", "0"));
        assertEquals(2, Main.commandLine().execute("--keep-messages", "-1"));
    }
}
