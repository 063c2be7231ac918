package com.dropininc.instantstream.contract.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Who is connected to one of three replicas hears and sees what happens at the others. */
class SharedRealtimeTest {
    private static final String REQUEST = "{\"phone\":\"+12025550112\",\"email\":\"heard@example.com\"}";
    private static final String START = "{\"role\":\"viewer\",\"longitude\":\"1.5\",\"latitude\":\"2.5\"}";
    private static final String STOP = "{\"role\":\"viewer\"}";

    @TempDir
    static Path dir;

    private static Replicas replicas;

    @BeforeAll
    static void start() throws IOException {
        replicas = Replicas.in(dir);
    }

    @AfterAll
    static void end() throws IOException {
        if (replicas != null) {
            replicas.close();
        }
    }

    private static String requested() {
        return replicas.at(0)
                .call("requestStream", "", REQUEST)
                .json()
                .path("token")
                .asString();
    }

    @Test
    void whoever_is_connected_to_one_replica_hears_once_what_is_done_on_the_others_in_one_order() {
        String token = requested();
        String channel = Api.CONTRACT.channel("stream").name(token);
        try (Ear first = new Ear(replicas.mocks().get(1));
                Ear second = new Ear(replicas.mocks().get(2))) {
            first.subscribe(channel);
            second.subscribe(channel);
            replicas.at(0).call("startStream", token, START);
            replicas.at(1).call("saveChat", token, "{\"role\":\"dealer\",\"message\":\"Good day\"}");
            replicas.at(2).call("recordStream", token, "{}");
            replicas.at(0).call("stopStream", token, STOP);
            first.await("stream-stopped");
            second.await("stream-stopped");
            assertEquals(first.events(), second.events());
            assertEquals(1, first.heard("stream-started").size(), first.events().toString());
            assertEquals(1, first.heard("stream-stopped").size(), first.events().toString());
        }
    }

    @Test
    void a_presence_channel_has_its_members_on_every_replica_and_loses_them_everywhere() {
        String channel = "presence-instantstream-" + requested();
        try (Ear first = new Ear(replicas.mocks().get(0))) {
            first.subscribe(channel);
            Awaitility.await()
                    .until(() ->
                            replicas.mocks().get(1).realtime().channel(channel).isPresent());
            try (Ear second = new Ear(replicas.mocks().get(1))) {
                JsonNode roster = second.subscribe(channel);
                assertEquals(1, roster.path("presence").path("count").asInt(), "one user, twice: " + roster);
                Awaitility.await()
                        .until(() -> replicas.mocks()
                                        .get(2)
                                        .realtime()
                                        .channel(channel)
                                        .orElseThrow()
                                        .subscriptions()
                                == 2);
                var data = tools.jackson.databind.json.JsonMapper.shared()
                        .createObjectNode()
                        .put("channel", channel);
                first.send("client-wave", data);
                second.await("client-wave");
                assertEquals(0, first.heard("client-wave").size(), "its sender does not hear it");
            }
        }
        Awaitility.await()
                .until(() -> replicas.mocks().get(2).realtime().channel(channel).isEmpty());
    }
}
