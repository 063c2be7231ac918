package com.dropininc.instantstream.contract.server;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a server decides for itself, since the docs leave it open. Whatever the habits, each documented rule is kept.
 *
 * @param order the steps of a call, in the order in which they refuse
 * @param errors how refusals look
 * @param shapes how answers look
 * @param input what is taken
 * @param rights which key may do what
 * @param life what a stream does
 * @param wire what happens below HTTP
 */
record Habits(List<Step> order, Errors errors, Shapes shapes, Input input, Rights rights, Life life, Wire wire) {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** A step of each call that may refuse it. */
    enum Step {
        ROUTE,
        KEY,
        RIGHT,
        SIZE,
        TYPE,
        BODY,
        TOKEN,
        STATE
    }

    /** Refusals: the status and the word of each cause, and the body around them. */
    record Errors(Map<Cause, Integer> statuses, Map<Cause, String> words, Form form, String contentType) {
        /** The body of a refusal, from its word and its messages. */
        @FunctionalInterface
        interface Form {
            String body(String word, List<String> messages);
        }

        Errors statuses(Map<Cause, Integer> changes) {
            return new Errors(with(statuses, changes), words, form, contentType);
        }

        Errors words(Map<Cause, String> changes) {
            return new Errors(statuses, with(words, changes), form, contentType);
        }

        Errors form(String type, Form other) {
            return new Errors(statuses, words, other, type);
        }
    }

    /** Answers: names of properties, forms of tokens, ids and instants, what stands around lists, statuses of success. */
    record Shapes(
            Map<String, String> names,
            Supplier<JsonNode> tokens,
            Function<String, JsonNode> ids,
            Function<Instant, JsonNode> instants,
            Function<ArrayNode, JsonNode> lists,
            Map<Operation, Integer> successes) {
        Shapes names(Map<String, String> other) {
            return new Shapes(other, tokens, ids, instants, lists, successes);
        }

        Shapes tokens(Supplier<JsonNode> other) {
            return new Shapes(names, other, ids, instants, lists, successes);
        }

        Shapes ids(Function<String, JsonNode> other) {
            return new Shapes(names, tokens, other, instants, lists, successes);
        }

        Shapes instants(Function<Instant, JsonNode> other) {
            return new Shapes(names, tokens, ids, other, lists, successes);
        }

        Shapes lists(Function<ArrayNode, JsonNode> other) {
            return new Shapes(names, tokens, ids, instants, other, successes);
        }

        Shapes successes(Map<Operation, Integer> changes) {
            return new Shapes(names, tokens, ids, instants, lists, with(successes, changes));
        }
    }

    /** Input: whether a value of a field is taken; unknown fields; the longest body; whether any content type will do. */
    record Input(Taken taken, boolean unknownFields, int longestBody, boolean anyContentType) {
        /** Whether a value is taken where it is well-formed. */
        @FunctionalInterface
        interface Taken {
            boolean takes(String field, String value);
        }

        Input taken(Taken other) {
            return new Input(other, unknownFields, longestBody, anyContentType);
        }

        Input longestBody(int bytes) {
            return new Input(taken, unknownFields, bytes, anyContentType);
        }
    }

    /** Whether a call is within the rights of its key. That pings are an operator's is not asked here. */
    @FunctionalInterface
    interface Rights {
        boolean may(Kind kind, Call call);
    }

    /**
     * The life of a stream.
     *
     * @param rows the states in which each operation on a stream is allowed
     * @param lag how long after a write reads show it
     * @param startTakes how long a start takes to take effect
     * @param stopTakes how long a stop takes to take effect
     * @param pendingLives how long a stream waits to be started
     * @param unpingedLives how long it lives after its last ping
     */
    record Life(
            Map<Operation, Set<String>> rows,
            Duration lag,
            Duration startTakes,
            Duration stopTakes,
            Duration pendingLives,
            Duration unpingedLives) {
        Life rows(Map<Operation, Set<String>> changes) {
            return new Life(with(rows, changes), lag, startTakes, stopTakes, pendingLives, unpingedLives);
        }

        Life lag(int millis) {
            return new Life(rows, Duration.ofMillis(millis), startTakes, stopTakes, pendingLives, unpingedLives);
        }

        Life takes(int startMillis, int stopMillis) {
            Duration start = Duration.ofMillis(startMillis);
            return new Life(rows, lag, start, Duration.ofMillis(stopMillis), pendingLives, unpingedLives);
        }

        Life lives(int pendingSeconds, int unpingedSeconds) {
            Duration pending = Duration.ofSeconds(pendingSeconds);
            return new Life(rows, lag, startTakes, stopTakes, pending, Duration.ofSeconds(unpingedSeconds));
        }
    }

    /** The wire: whether answers are chunked, and whether a body that is too large is cut off. */
    record Wire(boolean chunked, boolean cutsUploads) {}

    /** As our spec assumes all that is left open. */
    static Habits plain() {
        Map<Cause, Integer> statuses = new EnumMap<>(Cause.class);
        Map<Cause, String> words = new EnumMap<>(Cause.class);
        for (Cause cause : Cause.values()) {
            statuses.put(cause, cause.status());
            words.put(cause, cause.word());
        }
        Map<Operation, Integer> successes = new EnumMap<>(Operation.class);
        for (Operation operation : Operation.values()) {
            successes.put(operation, 200);
        }
        return new Habits(
                List.of(Step.values()),
                new Errors(statuses, words, Habits::array, "application/json"),
                new Shapes(
                        Map.of(),
                        () -> JSON.stringNode(Secrets.token()),
                        JSON::stringNode,
                        instant -> JSON.stringNode(Secrets.millis(instant)),
                        list -> list,
                        successes),
                new Input((field, value) -> true, true, 1 << 20, false),
                (kind, call) -> true,
                new Life(
                        rows(),
                        Duration.ZERO,
                        Duration.ZERO,
                        Duration.ZERO,
                        Duration.ofMinutes(15),
                        Duration.ofSeconds(60)),
                new Wire(false, false));
    }

    private static Map<Operation, Set<String>> rows() {
        Map<Operation, Set<String>> rows = new EnumMap<>(Operation.class);
        Set<String> open = Set.of(Book.PENDING, Book.STREAMING);
        Set<String> all = Set.of(Book.PENDING, Book.STREAMING, Book.STOPPED, Book.CANCELLED, Book.EXPIRED);
        rows.put(Operation.DEALER_DEVICE, open);
        rows.put(Operation.START, open);
        rows.put(Operation.CANCEL, Set.of(Book.PENDING, Book.CANCELLED));
        rows.put(Operation.STOP, Set.of(Book.STREAMING, Book.STOPPED));
        rows.put(Operation.GET, all);
        rows.put(Operation.GET_CHAT, all);
        for (Operation operation : EnumSet.of(Operation.SAVE_CHAT, Operation.RECORD, Operation.PING)) {
            rows.put(operation, Set.of(Book.STREAMING));
        }
        return rows;
    }

    private static String array(String word, List<String> messages) {
        ArrayNode errors = JSON.arrayNode();
        messages.forEach(message -> errors.add(element(word, message)));
        return errors.toString();
    }

    static ObjectNode element(String word, String message) {
        return JsonMapper.shared()
                .createObjectNode()
                .put("code", word)
                .put("message", message)
                .put("log", message);
    }

    Habits order(List<Step> other) {
        return new Habits(other, errors, shapes, input, rights, life, wire);
    }

    Habits errors(UnaryOperator<Errors> change) {
        return new Habits(order, change.apply(errors), shapes, input, rights, life, wire);
    }

    Habits shapes(UnaryOperator<Shapes> change) {
        return new Habits(order, errors, change.apply(shapes), input, rights, life, wire);
    }

    Habits input(UnaryOperator<Input> change) {
        return new Habits(order, errors, shapes, change.apply(input), rights, life, wire);
    }

    Habits rights(Rights other) {
        return new Habits(order, errors, shapes, input, other, life, wire);
    }

    Habits life(UnaryOperator<Life> change) {
        return new Habits(order, errors, shapes, input, rights, change.apply(life), wire);
    }

    Habits wire(Wire other) {
        return new Habits(order, errors, shapes, input, rights, life, other);
    }

    static <K, V> Map<K, V> with(Map<K, V> map, Map<K, V> changes) {
        Map<K, V> all = new LinkedHashMap<>(map);
        all.putAll(changes);
        return Map.copyOf(all);
    }
}
