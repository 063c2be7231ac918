package com.dropininc.instantstream.spec;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** Reads the extensions of the spec that are lists of small things. */
final class ContractParts {
    private ContractParts() {}

    static Map<String, Rule> rules(JsonNode root) {
        return byId(
                Yaml.list(
                        Yaml.child(root, "x-rules", ""),
                        "x-rules",
                        (node, where) -> new Rule(
                                Yaml.text(node, "id", where),
                                Yaml.text(node, "statement", where),
                                Yaml.provenance(node, where),
                                Yaml.optionalText(node, "excluded"),
                                Yaml.optionalText(node, "evidence")
                                        .filter("call"::equals)
                                        .isPresent(),
                                Yaml.texts(node, "premise"))),
                Rule::id,
                "x-rules");
    }

    static Map<String, Refusal> refusals(JsonNode root, Map<String, Rule> rules) {
        return byId(
                Yaml.list(
                        Yaml.child(root, "x-refusals", ""),
                        "x-refusals",
                        (node, where) -> new Refusal(
                                Yaml.text(node, "id", where),
                                Yaml.smallNumber(node, "status", where),
                                Yaml.text(node, "code", where),
                                Contract.named(rules, Yaml.text(node, "rule", where), "rule"),
                                Yaml.text(node, "advice", where))),
                Refusal::id,
                "x-refusals");
    }

    static Map<String, Ambiguity> ambiguities(JsonNode root) {
        return byId(
                Yaml.list(Yaml.child(root, "x-ambiguities", ""), "x-ambiguities", ContractParts::ambiguity),
                Ambiguity::id,
                "x-ambiguities");
    }

    private static Ambiguity ambiguity(JsonNode node, String where) {
        Map<String, String> readings =
                Yaml.map(Yaml.child(node, "readings", where), where, (reading, at) -> reading.asString());
        String chosen = Yaml.text(node, "chosen", where);
        if (!readings.containsKey(chosen)) {
            throw new ContractException(
                    where + "/chosen: '" + chosen + "' is no reading; " + Nearest.hint(chosen, readings.keySet()));
        }
        return new Ambiguity(
                Yaml.text(node, "id", where),
                Yaml.text(node, "question", where),
                readings,
                chosen,
                Yaml.text(node, "reason", where),
                Yaml.text(node, "source", where),
                Yaml.child(node, "probe", where).asBoolean(),
                Yaml.texts(node, "rules"),
                changes(node, where + "/changes", readings));
    }

    private static Map<String, List<Overlay.Action>> changes(
            JsonNode node, String where, Map<String, String> readings) {
        if (!node.has("changes")) {
            return Map.of();
        }
        return Yaml.map(node.get("changes"), where, (actions, at) -> {
            String reading = Pointers.last(at);
            if (!readings.containsKey(reading)) {
                throw new ContractException(
                        where + ": '" + reading + "' is no reading; " + Nearest.hint(reading, readings.keySet()));
            }
            return Overlay.Action.readAll(actions, at);
        });
    }

    static List<Server> servers(JsonNode root) {
        return Yaml.list(
                Yaml.child(root, "servers", ""),
                "servers",
                (node, where) -> new Server(
                        Yaml.text(node, "x-environment", where),
                        Yaml.text(node, "url", where).replaceAll("/+$", ""),
                        Yaml.provenance(node, where)));
    }

    static List<ChannelForm> channels(JsonNode root) {
        return Yaml.list(Yaml.child(root, "x-channels", ""), "x-channels", ContractParts::channel);
    }

    private static ChannelForm channel(JsonNode node, String where) {
        String name = Yaml.text(node, "name", where);
        if (!name.matches("\\{prefix}[^{}]+\\{[A-Za-z]+}")) {
            throw new ContractException(where + "/name: '" + name + "' has to be {prefix}, a stem and one variable");
        }
        int variable = name.lastIndexOf('{');
        return new ChannelForm(
                Yaml.text(node, "id", where),
                name.substring(variable + 1, name.length() - 1),
                Yaml.texts(node, "prefixes"),
                name.substring("{prefix}".length(), variable),
                new LinkedHashSet<>(Yaml.texts(node, "key-kinds")),
                Yaml.provenance(node, where));
    }

    static Limits limits(JsonNode root) {
        JsonNode node = Yaml.child(root, "x-limits", "");
        return new Limits(
                Yaml.smallNumber(node, "bodyBytes", "x-limits"),
                Duration.ofMillis(Yaml.number(node, "answerMillis", "x-limits")),
                Yaml.provenance(node, "x-limits"));
    }

    static String keyHeader(JsonNode root) {
        String where = "/components/securitySchemes/apikey";
        return Yaml.text(root.at(where), "name", where);
    }

    private static <T> Map<String, T> byId(List<T> things, Function<T, String> id, String where) {
        Map<String, T> byId = new LinkedHashMap<>();
        for (T thing : things) {
            if (byId.put(id.apply(thing), thing) != null) {
                throw new ContractException(where + ": the id " + id.apply(thing) + " is used twice");
            }
        }
        return Contract.unmodifiable(byId);
    }
}
