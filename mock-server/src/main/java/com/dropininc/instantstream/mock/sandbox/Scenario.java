package com.dropininc.instantstream.mock.sandbox;

import com.dropininc.instantstream.fixtures.Document;
import com.dropininc.instantstream.fixtures.FixtureException;
import com.dropininc.instantstream.spec.Contract;
import com.dropininc.instantstream.spec.Nearest;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * What the other parties do to a stream, step by step. Immutable.
 *
 * @param phone a stream that is requested with this number plays it
 */
public record Scenario(String name, String description, Optional<String> phone, List<Step> steps) {
    private static final int MOST_TIMES = 1000;
    private static final int MOST_STEPS = 10_000;

    /**
     * One step.
     *
     * @param after how long after the step before, by the sandbox's clock
     * @param as kind of the key to use; empty for a step that only closes connections
     * @param call operationId
     * @param close code with which all realtime connections are closed, if they are
     */
    public record Step(Duration after, String as, String call, JsonNode body, Optional<Integer> close) {
        @Override
        public String toString() {
            return close.map(code -> "all realtime connections are closed with " + code)
                    .orElse(as + ": " + call);
        }
    }

    /**
     * Reads a scenario.
     *
     * @throws FixtureException if it is none; the message names file and place
     */
    static Scenario read(String name, Document file, Contract contract) {
        file.only("description", "phone", "steps");
        List<List<Step>> steps = file.list("steps", (step, i) -> steps(step, contract));
        if (steps.stream().mapToInt(List::size).sum() > MOST_STEPS) {
            throw file.child("steps").error("are more than " + MOST_STEPS + ", each counted as often as it is taken");
        }
        return new Scenario(
                name,
                file.text("description"),
                file.optionalText("phone"),
                steps.stream().flatMap(List::stream).toList());
    }

    private static List<Step> steps(Document step, Contract contract) {
        step.only("after", "as", "call", "body", "close", "times");
        int times = step.node().path("times").asInt(1);
        if (times < 1 || times > MOST_TIMES) {
            throw step.child("times").error("has to be 1 to " + MOST_TIMES);
        }
        return java.util.Collections.nCopies(times, step(step, contract));
    }

    private static Step step(Document step, Contract contract) {
        Duration after = duration(step);
        JsonNode close = step.node().get("close");
        if (close != null) {
            if (!close.isInt() || close.asInt() < 4000 || close.asInt() > 4999) {
                throw step.child("close").error("has to be 4000 to 4999");
            }
            return new Step(after, "", "", JsonNodeFactory.instance.objectNode(), Optional.of(close.asInt()));
        }
        return new Step(
                after,
                known(step, "as", contract.keyKinds()),
                known(step, "call", contract.operations().keySet()),
                Optional.ofNullable(step.node().get("body")).orElseGet(JsonNodeFactory.instance::objectNode),
                Optional.empty());
    }

    private static Duration duration(Document step) {
        try {
            Duration after = Duration.parse(step.text("after"));
            if (after.isNegative()) {
                throw step.child("after").error("says to go back: time moves forward only");
            }
            return after;
        } catch (DateTimeParseException e) {
            throw step.child("after").error("is no span of time such as PT5S: " + e.getMessage());
        }
    }

    private static String known(Document step, String key, java.util.Set<String> words) {
        String word = step.text(key);
        if (!words.contains(word)) {
            throw step.child(key).error("cannot be '" + word + "'; " + Nearest.hint(word, words));
        }
        return word;
    }
}
