package com.dropininc.instantstream.contract.exchange;

import com.dropininc.instantstream.spec.Contract;
import com.dropininc.instantstream.spec.Json;
import com.dropininc.instantstream.spec.Judge;
import com.dropininc.instantstream.spec.MalformedJson;
import com.dropininc.instantstream.spec.Operation;
import com.dropininc.instantstream.spec.Router;
import com.dropininc.instantstream.spec.Violation;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is wrong with a request whatever target it is sent to: the first thing in the order of refusals, judged by the
 * bytes that go over the wire and not by what they were made from.
 *
 * @param refusal id of the refusal that it earns
 * @param sentence what is wrong, for a person
 * @param violations what breaks the schema; empty when something else is wrong
 */
public record Wrong(String refusal, String sentence, List<Violation> violations) {
    /** The refusals that a request earns by itself; all others depend on the target's keys and streams. */
    static final Set<String> DECIDED = Set.of(
            "route-unknown",
            "method-not-allowed",
            "key-missing",
            "body-too-large",
            "content-type",
            "body-malformed",
            "invalid");

    private static final int SHOWN = 3;

    /** What is wrong with a call; empty when nothing is. */
    public static Optional<Wrong> with(Contract contract, Call call) {
        Router.Match match = contract.router().match(call.method(), call.path());
        if (match instanceof Router.Found found) {
            return withoutKey(contract, call)
                    .or(() -> found.operation().body().flatMap(declared -> body(contract, call, declared)))
                    .or(() -> invalid(contract, call, found.operation()));
        }
        if (match instanceof Router.WrongMethod wrong && !call.method().equals("OPTIONS")) {
            String sentence = "its path takes " + String.join(", ", wrong.allowed()) + ", not " + call.method();
            return Optional.of(new Wrong("method-not-allowed", sentence, List.of()));
        }
        return match instanceof Router.Unknown
                ? Optional.of(new Wrong("route-unknown", "no operation has its path", List.of()))
                : Optional.empty();
    }

    private static Optional<Wrong> withoutKey(Contract contract, Call call) {
        boolean there = call.key().filter(key -> !key.reveal().isEmpty()).isPresent();
        String sentence = "it has no key in its header " + contract.keyHeader();
        return there ? Optional.empty() : Optional.of(new Wrong("key-missing", sentence, List.of()));
    }

    private static Optional<Wrong> body(Contract contract, Call call, Operation.Body declared) {
        if (call.body().isEmpty()) {
            return Optional.empty();
        }
        Call.Body sent = call.body().get();
        int limit = contract.limits().bodyBytes();
        String type = Judge.mediaType(sent.contentType());
        Optional<String[]> wrong = Optional.empty();
        if (sent.bytes().length > limit) {
            wrong = Optional.of(
                    new String[] {"body-too-large", "its body has " + sent.bytes().length + " bytes, more than " + limit
                    });
        } else if (!declared.schemas().containsKey(type)) {
            String taken = String.join(" or ", declared.schemas().keySet());
            wrong = Optional.of(new String[] {
                "content-type", "its body is " + (type.isEmpty() ? "of no type" : type) + ", not " + taken
            });
        } else if (parsed(call).isEmpty()) {
            wrong = Optional.of(new String[] {"body-malformed", "its body is no well-formed " + type + " in UTF-8"});
        }
        return wrong.map(words -> new Wrong(words[0], words[1], List.of()));
    }

    private static Optional<Wrong> invalid(Contract contract, Call call, Operation operation) {
        Map<String, List<String>> query = new LinkedHashMap<>();
        call.query().forEach((name, value) -> query.put(name, List.of(value)));
        String type =
                call.body().map(body -> Judge.mediaType(body.contentType())).orElse("");
        List<Violation> violations = contract.judge().request(operation, query, parsed(call), type);
        if (violations.isEmpty()) {
            return Optional.empty();
        }
        String sentence = violations.stream()
                .limit(SHOWN)
                .map(violation -> (violation.in() + " " + violation.pointer()).strip() + " " + violation.message())
                .collect(Collectors.joining("; "));
        return Optional.of(new Wrong("invalid", sentence, violations));
    }

    /** The body as whoever reads the wire understands it; empty where there is none or nobody can. */
    public static Optional<JsonNode> parsed(Call call) {
        return call.body().flatMap(body -> {
            try {
                return Optional.of(
                        Judge.mediaType(body.contentType()).endsWith("urlencoded")
                                ? form(body.bytes())
                                : Json.parse(body.bytes()));
            } catch (MalformedJson | IllegalArgumentException e) {
                return Optional.empty();
            }
        });
    }

    private static JsonNode form(byte[] bytes) {
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        for (String pair : new String(bytes, StandardCharsets.UTF_8).split("&")) {
            String[] parts = pair.split("=", 2);
            if (!parts[0].isEmpty()) {
                fields.put(decoded(parts[0]), parts.length == 1 ? "" : decoded(parts[1]));
            }
        }
        return fields;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
