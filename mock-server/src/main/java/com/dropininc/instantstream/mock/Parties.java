package com.dropininc.instantstream.mock;

import com.dropininc.instantstream.fixtures.ApiKey;
import com.dropininc.instantstream.fixtures.FixtureException;
import com.dropininc.instantstream.fixtures.Fixtures;
import com.dropininc.instantstream.mock.sandbox.InvalidSetting;
import com.dropininc.instantstream.mock.sandbox.Move;
import com.dropininc.instantstream.spec.Contract;
import com.dropininc.instantstream.spec.Nearest;
import com.dropininc.instantstream.spec.Operation;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Plays viewer, dealer and operator, by the calls that they would make. */
final class Parties {
    /** How the mock's own calls begin to name themselves. */
    static final String AGENT = "instantstream-mock (in place of ";

    private final Contract contract;
    private final RequestFlow flow;
    private final Answers answers;

    Parties(Contract contract, RequestFlow flow, Answers answers) {
        this.contract = contract;
        this.flow = flow;
        this.answers = answers;
    }

    /**
     * Everybody who plays a part needs a key.
     *
     * @throws FixtureException if somebody has none, or if there are keys of a kind that the contract does not know
     */
    static void requireKeys(Contract contract, Fixtures fixtures) {
        contract.keyKinds().forEach(fixtures::keyOfKind);
        for (ApiKey key : fixtures.keys()) {
            if (!contract.keyKinds().contains(key.kind())) {
                throw new FixtureException("keys.yaml: there is no kind of key '" + key.kind() + "'; "
                        + Nearest.hint(key.kind(), contract.keyKinds()));
            }
        }
    }

    /**
     * Makes a call.
     *
     * @throws InvalidSetting if there is no such operation or kind of key, or if a path parameter is missing
     */
    Move.Made make(Move move) {
        Operation operation = contract.operations().get(move.operation());
        if (operation == null) {
            throw new InvalidSetting(
                    "/operation",
                    "there is no operation '" + move.operation() + "'; "
                            + Nearest.hint(
                                    move.operation(), contract.operations().keySet()));
        }
        byte[] body =
                move.body().isEmpty() ? new byte[0] : move.body().toString().getBytes(StandardCharsets.UTF_8);
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.put(contract.keyHeader(), move.sandbox().key(move.as()).key());
        headers.put("Content-Type", MediaTypes.JSON);
        headers.put("User-Agent", AGENT + "the " + move.as() + ")");
        String query = move.query().entrySet().stream()
                .map(pair -> encoded(pair.getKey()) + "=" + encoded(pair.getValue()))
                .collect(Collectors.joining("&"));
        Call call = new Call(operation.method(), path(operation, move), query, Call.query(query), headers, body, false);
        Reply reply = flow.serve(call);
        return new Move.Made(
                reply.status(),
                reply.headers().getOrDefault("X-Mock-Request", ""),
                reply.json().map(answers::read).orElseGet(answers::nothing));
    }

    private static String path(Operation operation, Move move) {
        Map<String, String> values = new LinkedHashMap<>();
        operation.parameters().stream()
                .filter(parameter -> parameter.location().equals("path"))
                .forEach(parameter -> {
                    String value = move.parameters().get(parameter.name());
                    if (value == null || value.isEmpty()) {
                        throw new InvalidSetting(
                                "/parameters/" + parameter.name(),
                                operation.id() + " needs a value for " + parameter.name());
                    }
                    values.put(parameter.name(), encoded(value));
                });
        return operation.pathWith(values);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
