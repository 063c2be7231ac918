package com.dropininc.instantstream.mock.sandbox;

import com.dropininc.instantstream.spec.Nearest;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What can be made to go wrong, each with the numbers that shape it. */
public enum FaultKind {
    /** Answers later: {@code millis}; up to {@code max} evenly; or log-normal around {@code millis} with {@code sigma}. */
    LATENCY(number("millis", 0, 60_000, 1000.0), number("max", 0, 60_000, null), number("sigma", 0, 5, null)),
    /** Answers with a status, in the contract's error shape; {@code retryAfter} is in seconds. */
    STATUS(number("code", 400, 599, 503.0), number("retryAfter", 0, 86_400, null)),
    /** Answers 429 with {@code Retry-After}. */
    RATE_LIMIT(number("retryAfter", 0, 86_400, 1.0)),
    /** Resets the connection before anything is done. */
    RESET,
    /** Does the work, and breaks off in the middle of the answer's body. */
    TRUNCATED,
    /** Does the work, and answers a body that is no JSON. */
    MALFORMED,
    /** Does the work, and sends the body at {@code bytesPerSecond}. */
    SLOW(number("bytesPerSecond", 1, 1_000_000, 100.0)),
    /** Loses realtime events. */
    REALTIME_DROP,
    /** Sends realtime events later, by the sandbox's clock: {@code millis}. */
    REALTIME_DELAY(number("millis", 0, 600_000, 1000.0)),
    /** Sends realtime events again: {@code copies} more. */
    REALTIME_DUPLICATE(number("copies", 1, 10, 1.0)),
    /** Closes all realtime connections with {@code code} when a request comes. */
    SOCKET_CLOSE(number("code", 4000, 4999, 4200.0));

    /**
     * A number that shapes a fault.
     *
     * @param standard what it is when it is left out; null when it then plays no part
     */
    public record Parameter(String name, double least, double most, Double standard) {}

    @SuppressWarnings("ImmutableEnumChecker") // It holds what List.of made.
    private final List<Parameter> parameters;

    FaultKind(Parameter... parameters) {
        this.parameters = List.of(parameters);
    }

    private static Parameter number(String name, double least, double most, Double standard) {
        return new Parameter(name, least, most, standard);
    }

    public List<Parameter> parameters() {
        return parameters;
    }

    /** The word for it, such as {@code rate-limit}. */
    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    /** Whether it befalls realtime events and not requests. */
    public boolean realtime() {
        return name().startsWith("REALTIME");
    }

    /** All words. */
    public static List<String> words() {
        return Arrays.stream(values()).map(FaultKind::word).toList();
    }

    /**
     * The kind of that word.
     *
     * @throws InvalidSetting if there is none
     */
    public static FaultKind of(String word) {
        return Arrays.stream(values())
                .filter(kind -> kind.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new InvalidSetting(
                        "/fault/type", "there is no fault '" + word + "'; " + Nearest.hint(word, words())));
    }

    /** The first number of the kind, which a short form such as {@code latency=200} sets. */
    public Map<String, Double> shortForm(double value) {
        if (parameters.isEmpty()) {
            throw new InvalidSetting("/fault", word() + " takes no number");
        }
        Map<String, Double> numbers = new LinkedHashMap<>();
        numbers.put(parameters.get(0).name(), value);
        return numbers;
    }
}
