package com.dropininc.instantstream.sdk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.dropininc.instantstream.mock.MockConfig;
import com.dropininc.instantstream.mock.MockServer;
import com.dropininc.instantstream.spec.Contract;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Every event that the contract declares, as an operator with the Java SDK hears it. */
class EventsTest {
    private static final String ACCOUNT = "acc_cyd";
    private static final String PHONE = "+12025550103";

    private final MockServer mock = MockServer.start(MockConfig.standard());
    private final Contract contract = mock.contract();
    private final Caller party = Caller.of(mock, "operator");
    private final JavaApp operator = new JavaApp(party);
    private final String accountChannel = contract.channel("account").name(ACCOUNT);

    @AfterEach
    void stop() {
        operator.close();
        mock.close();
    }

    private String channel(String token) {
        return contract.channel("stream").name(token);
    }

    private String request() {
        String token = party.request(PHONE).path("token").asString();
        operator.join(channel(token));
        return token;
    }

    private void completed(String token) {
        party.call("updateDealerDevice", token, "{\"deviceType\":\"ios\"}");
        party.start(token, "viewer");
        party.start(token, "dealer");
        party.say(token, "viewer", "hello");
        party.say(token, "dealer", "good day");
        party.call("recordStream", token, "");
        party.call("pingStream", token, "");
        party.stop(token, "dealer");
    }

    @Test
    void every_event_of_the_contract_is_heard_in_the_order_of_the_commits() {
        operator.join(accountChannel);
        String completed = request();
        completed(completed);
        String cancelled = request();
        party.call("cancelStream", cancelled, "{\"role\":\"viewer\"}");
        String expired = request();
        mock.clock().advance(Duration.ofMinutes(15));

        Heard heard = operator.heard();
        heard.awaitEvents(
                contract,
                channel(completed),
                List.of(
                        "dealer-device-updated",
                        "stream-started",
                        "stream-joined",
                        "chat-message",
                        "chat-message",
                        "recording-started",
                        "recording-stopped",
                        "stream-stopped"));
        heard.awaitEvents(contract, channel(cancelled), List.of("stream-cancelled"));
        heard.awaitEvents(contract, channel(expired), List.of("stream-expired"));
        // Only what adds to the account's pending list or takes from it: no join, chat, recording or stop.
        heard.awaitEvents(
                contract,
                accountChannel,
                List.of(
                        "stream-requested",
                        "stream-started",
                        "stream-requested",
                        "stream-cancelled",
                        "stream-requested",
                        "stream-expired"));

        Set<String> all = new TreeSet<>(contract.events().keySet());
        all.removeAll(heard.allNames());
        assertEquals(Set.of(), all, "declared and never heard");
    }

    @Test
    void a_stream_that_no_operator_pings_any_more_expires_for_its_listeners_alone() {
        operator.join(accountChannel);
        String token = request();
        party.start(token, "viewer");
        party.call("recordStream", token, "");
        party.call("pingStream", token, "");
        mock.clock().advance(Duration.ofSeconds(60));
        operator.heard()
                .awaitEvents(
                        contract,
                        channel(token),
                        List.of("stream-started", "recording-started", "recording-stopped", "stream-expired"));
        assertEquals("expired", party.stream(token).path("status").asString());
        // It had left the pending list before; the next request shows that nothing was told in between.
        request();
        operator.heard()
                .awaitEvents(
                        contract, accountChannel, List.of("stream-requested", "stream-started", "stream-requested"));
    }

    @Test
    void what_changes_nothing_is_not_told() {
        String token = request();
        party.start(token, "viewer");
        party.start(token, "viewer");
        party.call("recordStream", token, "");
        party.call("recordStream", token, "");
        party.stop(token, "viewer");
        party.stop(token, "viewer");
        party.call("getStream", token, "");
        operator.heard()
                .awaitEvents(
                        contract,
                        channel(token),
                        List.of("stream-started", "recording-started", "recording-stopped", "stream-stopped"));
    }

    @Test
    void events_of_a_stream_hold_no_media_credentials() {
        String token = request();
        party.start(token, "viewer");
        operator.heard().awaitEvents(contract, channel(token), List.of("stream-started"));
        assertEquals(true, party.stream(token).path("stream").has("token"));
        assertEquals(
                false,
                operator.heard()
                        .of(channel(token))
                        .get(0)
                        .payload()
                        .path("stream")
                        .has("stream"));
    }
}
