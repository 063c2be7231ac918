package com.dropininc.instantstream.mock;

import com.dropininc.instantstream.mock.sandbox.InvalidSetting;
import com.dropininc.instantstream.spec.Contract;
import com.dropininc.instantstream.spec.Nearest;
import com.dropininc.instantstream.spec.Operation;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Answers the example that a request prefers, as {@code Prefer: code=409, example=state} says (RFC 7240). */
final class Preferences {
    static final String HEADER = "Prefer";

    private static final Pattern PREFERENCE =
            Pattern.compile("(code|example|scenario)\\s*=\\s*\"?([^\",;\\s]{1,100})\"?", Pattern.CASE_INSENSITIVE);

    private final Contract contract;

    Preferences(Contract contract) {
        this.contract = contract;
    }

    /**
     * The preferred answer; empty when none is preferred. Preferences of other kinds are not for this server.
     *
     * @throws InvalidSetting if the operation declares no such answer or example
     */
    Optional<Reply> answer(Call call, Operation operation) {
        Map<String, String> wishes = wishes(call);
        if (!wishes.containsKey("code") && !wishes.containsKey("example")) {
            return Optional.empty();
        }
        Operation.Answer answer = answer(operation, wishes.get("code"));
        Map<String, JsonNode> examples = contract.examples().answer(answer);
        String name = wishes.getOrDefault("example", "");
        JsonNode example =
                name.isEmpty() ? examples.values().stream().findFirst().orElse(null) : examples.get(name);
        if (example == null) {
            throw new InvalidSetting(
                    HEADER,
                    operation.id() + " " + answer.status() + " has no example '" + name + "'; "
                            + Nearest.hint(name, examples.keySet()));
        }
        return Optional.of(
                Reply.json(answer.status(), example.toString()).with("Preference-Applied", "code=" + answer.status()));
    }

    /**
     * The scenario that is to be played for the stream of this call, as {@code Prefer: scenario=busy-chat} says.
     *
     * @param known names of all scenarios
     * @throws InvalidSetting if there is none of that name, or if the operation is about no stream
     */
    Optional<String> scenario(Call call, Operation operation, Set<String> known) {
        Optional<String> name = Optional.ofNullable(wishes(call).get("scenario"));
        name.filter(wanted -> !known.contains(wanted)).ifPresent(wanted -> {
            throw new InvalidSetting(HEADER, "there is no scenario '" + wanted + "'; " + Nearest.hint(wanted, known));
        });
        if (name.isPresent()
                && !operation.namesStream()
                && contract.lifecycle().creation(operation.id()).isEmpty()) {
            throw new InvalidSetting(
                    HEADER, operation.id() + " is about no stream that a scenario could be played for");
        }
        return name;
    }

    private static Map<String, String> wishes(Call call) {
        Optional<String> header = call.header(HEADER);
        if (header.isEmpty()) {
            return Map.of();
        }
        Map<String, String> wishes = new HashMap<>();
        Matcher matcher = PREFERENCE.matcher(header.get());
        while (matcher.find()) {
            wishes.putIfAbsent(matcher.group(1).toLowerCase(Locale.ROOT), matcher.group(2));
        }
        return wishes;
    }

    private static Operation.Answer answer(Operation operation, String code) {
        if (code == null) {
            return operation.success();
        }
        List<String> declared =
                operation.answers().keySet().stream().map(String::valueOf).toList();
        if (!declared.contains(code)) {
            throw new InvalidSetting(
                    HEADER,
                    operation.id() + " declares no answer " + code + "; " + Nearest.hint(code, declared)
                            + ". For others use X-Mock-Fault: status=" + (code.matches("[45]\\d\\d") ? code : "503"));
        }
        return operation.answers().get(Integer.valueOf(code));
    }
}
