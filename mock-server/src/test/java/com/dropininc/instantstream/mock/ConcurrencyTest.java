package com.dropininc.instantstream.mock;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ConcurrencyTest {
    private static final int CALLS = 100;

    private final MockServer mock = MockServer.start(MockConfig.standard());
    private final Api api = Api.of(mock);

    @AfterEach
    void close() {
        mock.close();
    }

    @RepeatedTest(3)
    void of_a_hundred_first_starts_at_once_exactly_one_moves_the_state() throws Exception {
        String token = api.request();
        List<Api.Answer> answers = together(i -> api.call(
                "startStream",
                token,
                "{\"longitude\":\"" + i + "\",\"latitude\":\"1\",\"deviceToken\":\"d" + i + "\"}"));
        Set<String> media = new HashSet<>();
        for (Api.Answer answer : answers) {
            assertEquals(200, answer.status(), answer.text());
            media.add(answer.json().path("stream")
                    + answer.json().path("longitude").asString()
                    + answer.json().at("/viewer/deviceToken").asString());
        }
        assertEquals(1, media.size(), "all saw the one start: " + media);
    }

    @Test
    void of_a_hundred_messages_at_once_none_is_lost_or_doubled() throws Exception {
        String token = api.streamIn("streaming", mock.clock());
        together(i -> api.call("saveChat", token, "{\"role\":\"viewer\",\"message\":\"m" + i + "\"}"));
        JsonNode chat = api.call("getChat", token, "").json();
        Set<String> messages = new HashSet<>();
        Set<String> ids = new HashSet<>();
        chat.forEach(message -> {
            messages.add(message.path("message").asString());
            ids.add(message.path("id").asString());
        });
        assertEquals(CALLS, chat.size());
        assertEquals(CALLS, messages.size());
        assertEquals(CALLS, ids.size());
    }

    @Test
    void a_stop_and_a_cancel_at_once_do_not_both_happen() throws Exception {
        for (int round = 0; round < 20; round++) {
            String token = api.request();
            List<Api.Answer> answers = together(
                    i -> i % 2 == 0
                            ? api.call("startStream", token, Api.bodyFor("startStream"))
                            : api.call("cancelStream", token, "{}"),
                    4);
            String state = api.stream(token).path("status").asString();
            for (int i = 0; i < answers.size(); i++) {
                boolean winner = (i % 2 == 0) == state.equals("streaming");
                assertEquals(winner ? 200 : 409, answers.get(i).status(), state);
            }
        }
    }

    private interface Numbered {
        Api.Answer call(int number);
    }

    private static List<Api.Answer> together(Numbered call) throws InterruptedException, ExecutionException {
        return together(call, CALLS);
    }

    private static List<Api.Answer> together(Numbered call, int calls) throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(calls);
        CountDownLatch ready = new CountDownLatch(calls);
        try {
            List<Callable<Api.Answer>> tasks = new ArrayList<>();
            for (int i = 0; i < calls; i++) {
                int number = i;
                tasks.add(() -> {
                    ready.countDown();
                    ready.await();
                    return call.call(number);
                });
            }
            List<Api.Answer> answers = new ArrayList<>();
            for (Future<Api.Answer> future : threads.invokeAll(tasks)) {
                answers.add(future.get());
            }
            return answers;
        } finally {
            threads.shutdownNow();
        }
    }
}
