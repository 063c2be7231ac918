package com.dropininc.instantstream.mock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.dropininc.instantstream.spec.Lifecycle;
import com.dropininc.instantstream.spec.Operation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

class LifecycleTest {
    private final MockServer mock = MockServer.start(MockConfig.standard());
    private final Api api = Api.of(mock);

    @AfterEach
    void close() {
        mock.close();
    }

    @TestFactory
    List<DynamicTest> every_cell_of_the_table_does_what_its_row_says_or_changes_nothing() {
        Lifecycle lifecycle = Api.CONTRACT.lifecycle();
        List<DynamicTest> cells = new ArrayList<>();
        for (String state : lifecycle.states().keySet()) {
            for (Operation operation : Api.CONTRACT.operations().values()) {
                if (operation.namesStream()) {
                    cells.add(dynamicTest(state + " " + operation.id(), () -> cell(state, operation)));
                }
            }
        }
        return cells;
    }

    private void cell(String state, Operation operation) {
        String token = api.streamIn(state, mock.clock());
        JsonNode before = api.stream(token);
        assertEquals(state, before.path("status").asString());
        Api.Answer answer = api.with(Api.OPERATOR).call(operation.id(), token, Api.bodyFor(operation.id()));
        assertEquals(List.of(), answer.violations(operation.id()));
        Optional<Lifecycle.Transition> row = Api.CONTRACT.lifecycle().row(state, operation.id());
        if (row.isPresent()) {
            assertEquals(200, answer.status(), answer.text());
            assertEquals(
                    row.get().target(state), api.stream(token).path("status").asString());
        } else {
            assertEquals(409, answer.status(), answer.text());
            assertEquals(before, api.stream(token));
        }
    }

    @Test
    void a_stream_that_nobody_starts_expires_after_fifteen_minutes() {
        String token = api.request();
        mock.clock().advance(Duration.ofMinutes(15).minusSeconds(5));
        assertEquals("pending", api.stream(token).path("status").asString());
        mock.clock().advance(Duration.ofSeconds(5));
        JsonNode expired = api.stream(token);
        assertEquals("expired", expired.path("status").asString());
        assertFalse(expired.has("expiresOn"));
        assertEquals(
                Duration.ofMinutes(15),
                Duration.between(
                        java.time.Instant.parse(expired.path("createdAt").asString()),
                        java.time.Instant.parse(expired.path("endedAt").asString())));
    }

    @Test
    void a_stream_expires_a_minute_after_the_last_ping_and_its_recording_stops_with_it() {
        String token = api.streamIn("streaming", mock.clock());
        api.call("recordStream", token, "");
        mock.clock().advance(Duration.ofHours(2));
        assertEquals("streaming", api.stream(token).path("status").asString(), "nobody has pinged");
        api.with(Api.OPERATOR).call("pingStream", token, "");
        mock.clock().advance(Duration.ofSeconds(50));
        api.with(Api.OPERATOR).call("pingStream", token, "");
        mock.clock().advance(Duration.ofSeconds(50));
        assertEquals("streaming", api.stream(token).path("status").asString());
        mock.clock().advance(Duration.ofSeconds(11));
        JsonNode expired = api.stream(token);
        assertEquals("expired", expired.path("status").asString());
        assertEquals("stopped", expired.at("/recording/status").asString());
        assertEquals(7_200 + 110, expired.at("/recording/duration").asInt(), 2);
        assertFalse(expired.has("stream"));
    }

    @Test
    void a_start_repeated_by_the_same_role_changes_nothing_new_device_included() {
        String token = api.streamIn("streaming", mock.clock());
        JsonNode before = api.stream(token);
        mock.clock().advance(Duration.ofSeconds(5));
        api.call("startStream", token, "{\"longitude\":\"9\",\"latitude\":\"9\",\"deviceToken\":\"other\"}");
        assertEquals(before, api.stream(token));
    }

    @Test
    void device_fields_go_to_the_side_that_sent_them() {
        String token = api.call(
                        "requestStream",
                        "",
                        "{\"phone\":\"1\",\"email\":\"a@b\",\"deviceToken\":\"v\",\"deviceType\":\"android\"}")
                .json()
                .path("token")
                .asString();
        api.call("updateDealerDevice", token, "{\"deviceToken\":\"d\",\"bundleId\":\"b1\"}");
        api.call("updateDealerDevice", token, "{\"bundleId\":\"b2\"}");
        api.call("startStream", token, "{\"role\":[\"viewer\",\"dealer\"],\"longitude\":\"1\",\"latitude\":\"2\"}");
        JsonNode stream = api.stream(token);
        assertEquals("v", stream.at("/viewer/deviceToken").asString());
        assertEquals("android", stream.at("/viewer/deviceType").asString());
        assertEquals("d", stream.at("/dealer/deviceToken").asString());
        assertEquals("b2", stream.at("/dealer/bundleId").asString());
        assertTrue(stream.at("/dealer").has("joinedAt") && stream.at("/viewer").has("joinedAt"));
    }

    @Test
    void a_pending_list_holds_the_pending_streams_of_its_account_oldest_first() {
        String first = api.request();
        String second = api.request();
        String cancelled = api.request();
        api.call("cancelStream", cancelled, "{}");
        String account = api.stream(first).path("account").asString();
        JsonNode pending = api.call("getPending", account, "").json();
        assertEquals(2, pending.size());
        assertEquals(first, pending.at("/0/token").asString());
        assertEquals(second, pending.at("/1/token").asString());
        assertEquals("[]", api.call("getPending", "nobody", "").text());
    }
}
