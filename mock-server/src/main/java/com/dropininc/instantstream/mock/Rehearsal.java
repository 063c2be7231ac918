package com.dropininc.instantstream.mock;

import com.dropininc.instantstream.mock.realtime.PusherApp;
import com.dropininc.instantstream.mock.sandbox.Sandbox;
import com.dropininc.instantstream.mock.stream.Act;
import com.dropininc.instantstream.mock.stream.Decision;
import com.dropininc.instantstream.mock.stream.Engine;
import com.dropininc.instantstream.mock.stream.StreamState;
import com.dropininc.instantstream.mock.stream.Views;
import com.dropininc.instantstream.spec.Contract;
import com.dropininc.instantstream.spec.Lifecycle;
import com.dropininc.instantstream.spec.Operation;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Does once what a mock will be asked for, so that nobody waits for what only the first request has to do. Safe to share
 * between threads.
 */
final class Rehearsal {
    private final Set<Contract> judged = new HashSet<>();

    /**
     * Judges the spec's own examples, which makes every validator ready; changes nothing. Once for each contract: whoever
     * comes second waits for the first.
     */
    synchronized void judge(Contract contract) {
        if (judged.contains(contract)) {
            return;
        }
        Set<String> known = new HashSet<>();
        for (Operation operation : contract.operations().values()) {
            operation
                    .body()
                    .ifPresent(body -> example(contract, operation)
                            .ifPresent(example -> contract.judge()
                                    .request(
                                            operation,
                                            Map.of(),
                                            Optional.of(example),
                                            body.schemas().keySet().iterator().next())));
            operation.answers().values().stream()
                    .filter(answer -> known.addAll(answer.schemas().values()))
                    .forEach(answer -> contract.examples().answer(answer).values().stream()
                            .findFirst()
                            .ifPresent(example -> contract.judge()
                                    .answer(
                                            operation,
                                            answer.status(),
                                            answer.schemas().keySet().stream().findFirst(),
                                            Optional.of(example))));
        }
        judged.add(contract);
    }

    /**
     * Lives the life of a stream that nobody sees, and writes after each turn what would be answered.
     *
     * @return how many turns it took
     */
    static int live(Contract contract) {
        Engine engine = new Engine(contract);
        Views views = new Views(contract, engine);
        Answers answers = new Answers();
        StreamState stream = null;
        int turns = 0;
        for (Operation operation : inOrder(contract)) {
            JsonNode body = example(contract, operation).orElse(answers.nothing());
            Act act = Acts.of(operation, body, "rehearsal", Instant.now());
            Decision decision = stream == null
                    ? engine.create("rehearsal", new StreamState.Request("nobody", "", "", false), act)
                    : engine.decide(stream, act);
            if (decision instanceof Decision.Change change) {
                stream = change.stream();
                answers.json(views.stream(stream));
                turns++;
            }
        }
        return turns;
    }

    /** Signs something, by which the JVM's cryptography is loaded; a start need not wait for it. */
    static void sign() {
        PusherApp.of("rehearsal", "rehearsal", "rehearsal").wordFor("nobody");
    }

    /**
     * Calls every operation of a running mock over HTTP, in a sandbox of its own.
     *
     * @return how many calls succeeded
     */
    static int call(MockServer mock) throws IOException {
        int succeeded = 0;
        Sandbox sandbox = mock.sandboxes().open("rehearsal", false);
        String key = sandbox.key("operator").key();
        String token = "";
        for (Operation operation : inOrder(mock.contract())) {
            Optional<JsonNode> body = example(mock.contract(), operation);
            HttpURLConnection call = (HttpURLConnection)
                    URI.create(mock.baseUrl() + operation.pathWith(Map.of("token", token, "accountId", "nobody")))
                            .toURL()
                            .openConnection();
            call.setRequestMethod(operation.method());
            call.setRequestProperty(mock.contract().keyHeader(), key);
            if (body.isPresent()) {
                call.setRequestProperty("Content-Type", MediaTypes.JSON);
                call.setDoOutput(true);
                call.getOutputStream().write(body.get().toString().getBytes(StandardCharsets.UTF_8));
            }
            succeeded += call.getResponseCode() / 100 == 2 ? 1 : 0;
            token = sandbox.streams().all().stream()
                    .findFirst()
                    .map(stream -> stream.token())
                    .orElse(token);
        }
        mock.sandboxes().remove(sandbox.id());
        sign();
        return succeeded;
    }

    private static Optional<JsonNode> example(Contract contract, Operation operation) {
        return contract.examples().request(operation).values().stream().findFirst();
    }

    /** What makes a stream and what starts it first, what ends it last. */
    private static List<Operation> inOrder(Contract contract) {
        return contract.operations().values().stream()
                .sorted(Comparator.comparingInt(operation -> turn(contract.lifecycle(), operation.id())))
                .toList();
    }

    private static int turn(Lifecycle life, String operation) {
        if (life.creation(operation).isPresent()) {
            return 0;
        }
        boolean starts = false;
        for (String state : life.states().keySet()) {
            String target =
                    life.row(state, operation).map(row -> row.target(state)).orElse(state);
            boolean moves = !target.equals(state);
            if (moves && life.states().get(target).terminal()) {
                return 3;
            }
            starts |= moves && state.equals(life.initial());
        }
        return starts ? 1 : 2;
    }
}
