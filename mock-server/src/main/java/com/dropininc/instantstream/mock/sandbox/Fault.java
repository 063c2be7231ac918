package com.dropininc.instantstream.mock.sandbox;

import com.dropininc.instantstream.spec.Nearest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/**
 * Something that goes wrong.
 *
 * @param numbers all numbers that shape it, by name
 */
public record Fault(FaultKind kind, Map<String, Double> numbers) {
    public Fault {
        numbers = Map.copyOf(numbers);
    }

    /**
     * A fault with those numbers, and the standard ones in place of what is left out.
     *
     * @throws InvalidSetting if a number is unknown or out of its range
     */
    public static Fault of(FaultKind kind, Map<String, Double> given) {
        Map<String, Double> numbers = new LinkedHashMap<>(given);
        for (FaultKind.Parameter parameter : kind.parameters()) {
            if (parameter.standard() != null) {
                numbers.putIfAbsent(parameter.name(), parameter.standard());
            }
        }
        numbers.forEach((name, value) -> check(kind, name, value));
        if (numbers.containsKey("max") && numbers.containsKey("sigma")) {
            throw new InvalidSetting("/fault/sigma", "a latency is either even up to max or log-normal with sigma");
        }
        if (numbers.containsKey("max") && numbers.get("max") < numbers.get("millis")) {
            throw new InvalidSetting("/fault/max", "max has to be at least millis");
        }
        return new Fault(kind, numbers);
    }

    /**
     * Reads the short form of a header, such as {@code latency=200} or {@code reset}.
     *
     * @throws InvalidSetting if it is none
     */
    public static Fault ofShortForm(String text) {
        int equals = text.indexOf('=');
        FaultKind kind = FaultKind.of((equals < 0 ? text : text.substring(0, equals)).strip());
        if (equals < 0) {
            return of(kind, Map.of());
        }
        try {
            return of(
                    kind,
                    kind.shortForm(Double.parseDouble(text.substring(equals + 1).strip())));
        } catch (NumberFormatException e) {
            throw new InvalidSetting("/fault", text + " has no number after =");
        }
    }

    private static void check(FaultKind kind, String name, double value) {
        FaultKind.Parameter parameter = kind.parameters().stream()
                .filter(known -> known.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidSetting(
                        "/fault/" + name,
                        kind.word() + " has no '" + name + "'; "
                                + Nearest.hint(
                                        name,
                                        kind.parameters().stream()
                                                .map(FaultKind.Parameter::name)
                                                .toList())));
        if (!(value >= parameter.least() && value <= parameter.most())) {
            throw new InvalidSetting(
                    "/fault/" + name,
                    name + " has to be " + (long) parameter.least() + " to " + (long) parameter.most());
        }
    }

    /** A number of it; empty when it plays no part. */
    public Optional<Integer> number(String name) {
        return Optional.ofNullable(numbers.get(name)).map(Double::intValue);
    }

    /** How long a latency is, this time. */
    long millis(Random random) {
        double millis = numbers.get("millis");
        if (numbers.containsKey("max")) {
            return (long) (millis + random.nextDouble() * (numbers.get("max") - millis));
        }
        if (numbers.containsKey("sigma")) {
            return (long) Math.min(60_000, millis * Math.exp(numbers.get("sigma") * random.nextGaussian()));
        }
        return (long) millis;
    }

    /** Its numbers by name, whole ones without a fraction. */
    public Map<String, Number> shown() {
        Map<String, Number> shown = new TreeMap<>();
        numbers.forEach((name, value) -> {
            if (value == Math.rint(value)) {
                shown.put(name, value.longValue());
            } else {
                shown.put(name, value);
            }
        });
        return shown;
    }

    @Override
    public String toString() {
        return kind.word() + (numbers.isEmpty() ? "" : shown());
    }
}
