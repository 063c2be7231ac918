package com.dropininc.instantstream.contract.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.dropininc.instantstream.spec.Lifecycle;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;

/** Callers who live lives of streams on mocks that may die meanwhile, and remember what they were answered. */
final class Witnesses implements AutoCloseable {
    private static final int CALLERS = 4;
    private static final Map<String, String> BODIES = Map.of(
            "startStream", "{\"role\":\"viewer\",\"longitude\":\"1.5\",\"latitude\":\"2.5\"}",
            "stopStream", "{\"role\":\"viewer\"}",
            "cancelStream", "{\"role\":\"viewer\"}");

    private final Lifecycle lifecycle = Api.CONTRACT.lifecycle();
    private final Queue<Seen> all = new ConcurrentLinkedQueue<>();
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private final AtomicInteger answered = new AtomicInteger();
    private final ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
    private volatile List<String> mocks = List.of();
    private volatile boolean over;

    /** What one caller knows of one stream; only that caller writes it. */
    private static final class Seen {
        private final String token;
        private final List<String> said = new ArrayList<>();
        private String status;
        /** Not known to have been done, or to have been not: their answer never came. */
        private final Set<String> maybe = new HashSet<>();

        private final List<String> perhapsSaid = new ArrayList<>();
        private boolean recorded;

        Seen(String token, String status) {
            this.token = token;
            this.status = status;
        }
    }

    Witnesses(long seed) {
        for (int i = 0; i < CALLERS; i++) {
            Random random = new Random(seed + i);
            callers.execute(() -> live(random));
        }
    }

    /** Calls these mocks from now on, one after the other. */
    void call(List<String> baseUrls) {
        mocks = List.copyOf(baseUrls);
    }

    /** How many calls were answered with success. */
    int answered() {
        return answered.get();
    }

    private void live(Random random) {
        while (!over) {
            try {
                if (mocks.isEmpty()) {
                    LockSupport.parkNanos(1_000_000);
                } else {
                    liveOnce(random);
                }
            } catch (RuntimeException e) {
                wrong.add(e.toString());
            }
        }
    }

    private void liveOnce(Random random) {
        Api.Answer made = answer(
                random,
                "requestStream",
                "",
                "{\"phone\":\"+1202555" + (1000 + random.nextInt(50)) + "\",\"email\":\"a@example.com\"}");
        if (made == null || made.status() != 200) {
            return;
        }
        Seen seen = new Seen(made.json().path("token").asString(), lifecycle.initial());
        all.add(seen);
        if (random.nextInt(5) == 0) {
            step(random, seen, "cancelStream");
            return;
        }
        boolean goes = step(random, seen, "startStream");
        for (int i = random.nextInt(6); goes && i > 0; i--) {
            goes = say(random, seen);
        }
        if (goes && random.nextBoolean()) {
            seen.recorded = step(random, seen, "recordStream");
            goes = seen.recorded;
        }
        if (goes && random.nextInt(4) > 0) {
            step(random, seen, "stopStream");
        }
    }

    /** Takes a step; false if nobody knows whether it was taken. */
    private boolean step(Random random, Seen seen, String operation) {
        Api.Answer answer = answer(random, operation, seen.token, BODIES.getOrDefault(operation, "{}"));
        Lifecycle.Transition row = lifecycle.row(seen.status, operation).orElseThrow();
        if (answer == null || answer.status() == 503) {
            seen.maybe.add(row.target(seen.status));
            return false;
        }
        expect(200, answer, operation, seen);
        seen.status = row.target(seen.status);
        return true;
    }

    private boolean say(Random random, Seen seen) {
        String text = "words " + random.nextInt(1_000_000);
        Api.Answer answer =
                answer(random, "saveChat", seen.token, "{\"role\":\"viewer\",\"message\":\"" + text + "\"}");
        if (answer == null || answer.status() == 503) {
            seen.perhapsSaid.add(text);
            return false;
        }
        expect(200, answer, "saveChat", seen);
        seen.said.add(text);
        return true;
    }

    private void expect(int status, Api.Answer answer, String operation, Seen seen) {
        if (answer.status() != status) {
            wrong.add(operation + " of " + seen.token + " which is " + seen.status + " was answered " + answer.text());
        }
    }

    /** The answer; null when none came. */
    private Api.Answer answer(Random random, String operation, String token, String body) {
        List<String> now = mocks;
        try {
            Api.Answer answer = new Api(now.get(random.nextInt(now.size())), Api.OPERATOR).call(operation, token, body);
            if (answer.status() == 200) {
                answered.incrementAndGet();
            }
            return answer;
        } catch (UncheckedIOException e) {
            // It is dead: whoever asks on at full speed only keeps it from coming back.
            LockSupport.parkNanos(5_000_000);
            return null;
        }
    }

    /** Ends, and holds a mock against all that was ever answered. */
    void judge(Api api) throws InterruptedException {
        over = true;
        callers.shutdown();
        assertTrue(callers.awaitTermination(60, TimeUnit.SECONDS));
        assertEquals(List.of(), List.copyOf(wrong));
        for (Seen seen : all) {
            Api.Answer answer = api.call("getStream", seen.token, "");
            assertEquals(200, answer.status(), seen.token + " was acknowledged");
            assertEquals(List.of(), answer.violations("getStream"));
            JsonNode stream = answer.json();
            String status = stream.path("status").asString();
            Set<String> possible = new HashSet<>(seen.maybe);
            possible.add(seen.status);
            assertTrue(possible.contains(status), seen.token + " is " + status + " and can only be " + possible);
            assertEquals(status.equals("streaming"), stream.has("stream"), "media while streaming: " + stream);
            assertEquals(
                    lifecycle.states().get(status).terminal(), stream.has("endedAt"), "an end when over: " + stream);
            assertTrue(!seen.recorded || stream.path("recording").isObject(), "recorded: " + stream);
            List<String> said = new ArrayList<>();
            api.call("getChat", seen.token, "")
                    .json()
                    .forEach(message -> said.add(message.path("message").asString()));
            List<String> unheard = new ArrayList<>(said);
            unheard.removeAll(seen.perhapsSaid);
            assertEquals(seen.said, unheard, "what was said in " + seen.token);
        }
        assertTrue(all.size() > 0, "somebody has lived");
    }

    @Override
    public void close() {
        over = true;
        callers.shutdownNow();
    }
}
