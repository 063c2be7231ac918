package com.dropininc.instantstream.sdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.dropininc.instantstream.mock.MockConfig;
import com.dropininc.instantstream.mock.MockServer;
import com.dropininc.instantstream.mock.realtime.CloseCode;
import com.dropininc.instantstream.spec.Contract;
import com.pusher.rest.data.Result;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The vendor's Java libraries, unpatched, against the whole mock. */
class JavaClientTest {
    private final MockServer mock = MockServer.start(MockConfig.standard());
    private final Contract contract = mock.contract();
    private final Caller viewer = Caller.of(mock, "viewer");
    private final Caller dealer = Caller.of(mock, "dealer");
    private final JavaApp viewerApp = new JavaApp(viewer);
    private final JavaApp dealerApp = new JavaApp(dealer);

    @AfterEach
    void stop() {
        viewerApp.close();
        dealerApp.close();
        mock.close();
    }

    private String channel(String token) {
        return contract.channel("stream").name(token);
    }

    @Test
    void both_apps_hear_the_life_of_a_stream_in_one_order() {
        String token = viewer.request("+12025550177").path("token").asString();
        viewerApp.join(channel(token));
        dealerApp.join(channel(token));
        viewer.start(token, "viewer");
        dealer.start(token, "dealer");
        viewer.say(token, "viewer", "hello");
        dealer.say(token, "dealer", "good day");
        dealer.call("recordStream", token, "");
        viewer.stop(token, "viewer");
        List<String> life = List.of(
                "stream-started",
                "stream-joined",
                "chat-message",
                "chat-message",
                "recording-started",
                "recording-stopped",
                "stream-stopped");
        viewerApp.heard().awaitEvents(contract, channel(token), life);
        dealerApp.heard().awaitEvents(contract, channel(token), life);
        assertEquals(viewerApp.heard().of(channel(token)), dealerApp.heard().of(channel(token)));
    }

    @Test
    void a_channel_that_the_key_may_not_see_is_an_authentication_failure_with_403() {
        String account = contract.channel("account").name("acc_ada");
        dealerApp.ask(account);
        String refusal = dealerApp.heard().awaitNoteThatBegins("refused");
        assertTrue(refusal.contains("403"), refusal);
        assertTrue(mock.realtime().channel(account).isEmpty());
    }

    @Test
    void the_parties_see_each_other_on_the_presence_channel() {
        String channel = "presence-instantstream-demo-streaming";
        viewerApp.joinPresence(channel);
        dealerApp.joinPresence(channel);
        dealerApp.heard().awaitNote("sees dealer,viewer", 1);
        viewerApp.heard().awaitNote("sees dealer come", 1);
        dealerApp.close();
        viewerApp.heard().awaitNote("sees dealer go", 1);
    }

    @Test
    void a_backend_reaches_the_apps_in_the_open_and_encrypted() {
        var backend = JavaApp.backend(mock);
        String open = channel("demo-streaming");
        String encrypted = "private-encrypted-instantstream-demo-streaming";
        viewerApp.join(open);
        viewerApp.joinEncrypted(encrypted, "note");
        Result sent = backend.trigger(open, "chat-message", Map.of("message", "not by the API"));
        assertEquals(Result.Status.SUCCESS, sent.getStatus(), sent.getMessage());
        assertEquals(
                Result.Status.SUCCESS,
                backend.trigger(encrypted, "note", Map.of("text", "hush")).getStatus());
        viewerApp.heard().awaitEvent(open, "chat-message", "{\"message\":\"not by the API\"}");
        viewerApp.heard().awaitEvent(encrypted, "note", "{\"text\":\"hush\"}");
    }

    @Test
    void a_killed_socket_comes_back_by_itself_and_finds_the_current_state() {
        String token = viewer.request("+12025550178").path("token").asString();
        viewerApp.join(channel(token));
        mock.realtime().refuseConnections(CloseCode.OVER_CAPACITY);
        mock.realtime().disconnect(CloseCode.RECONNECT);
        viewerApp.heard().awaitNote("RECONNECTING", 1);
        dealer.start(token, "dealer");
        mock.realtime().admitAgain();
        viewerApp.heard().awaitNote("joined " + channel(token), 2);
        assertEquals("streaming", viewer.stream(token).path("status").asString());
        viewer.stop(token, "viewer");
        // The start happened while nobody listened; the stop is heard again.
        viewerApp.heard().awaitEvents(contract, channel(token), List.of("stream-stopped"));
    }
}
