package com.dropininc.instantstream.contract.coverage;

import com.dropininc.instantstream.spec.Contract;
import com.dropininc.instantstream.spec.Operation;
import com.dropininc.instantstream.spec.Schemas;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * One keyword of the schema of a request. Immutable.
 *
 * @param place the operation and the place in its request, such as {@code startStream body /longitude}
 * @param steps the way from the root of the value to what it constrains; {@code *} stands for every item of a list
 * @param schema JSON pointer of the schema that has it
 * @param parameter the parameter that it constrains; empty for a body
 */
record Constraint(
        Contract contract,
        String place,
        List<String> steps,
        String schema,
        String keyword,
        JsonNode argument,
        Optional<Operation.Parameter> parameter) {

    private static final String TYPE = "type";
    private static final String ALL = "*";
    private static final Set<String> KEYWORDS = Set.of(
            TYPE, "enum", "const", "minLength", "maxLength", "pattern", "minItems", "maxItems", "minimum", "maximum");

    /** The constraints of a schema and of all that it holds. */
    static List<Constraint> below(Contract contract, String place, String pointer) {
        List<Constraint> found = new ArrayList<>();
        collect(new Constraint(contract, place, List.of(), pointer, "", null, Optional.empty()), found);
        return found;
    }

    private static void collect(Constraint at, List<Constraint> found) {
        Schemas schemas = at.contract.schemas();
        String pointer = schemas.resolved(at.schema);
        JsonNode schema = schemas.at(pointer);
        schema.properties().stream()
                .filter(keyword -> KEYWORDS.contains(keyword.getKey()))
                .forEach(keyword -> found.add(new Constraint(
                        at.contract, at.place, at.steps, pointer, keyword.getKey(), keyword.getValue(), at.parameter)));
        schema.path("properties")
                .propertyNames()
                .forEach(name -> collect(
                        at.below((at.steps.isEmpty() ? " /" : "/") + name, name, pointer + "/properties/" + name),
                        found));
        if (schema.has("items")) {
            collect(at.below("/*", ALL, pointer + "/items"), found);
        }
        for (int i = 0; i < schema.path("oneOf").size(); i++) {
            collect(at.below(" form " + (i + 1), "", pointer + "/oneOf/" + i), found);
        }
    }

    private Constraint below(String named, String step, String pointer) {
        List<String> further = new ArrayList<>(steps);
        if (!step.isEmpty()) {
            further.add(step);
        }
        return new Constraint(contract, place + named, further, pointer, "", null, parameter);
    }

    Constraint of(Operation.Parameter constrained) {
        return new Constraint(contract, place, steps, schema, keyword, argument, Optional.of(constrained));
    }

    boolean isOf(Operation.Parameter other) {
        return parameter.filter(other::equals).isPresent() && keyword.equals("minLength");
    }

    String name() {
        boolean brief = keyword.equals(TYPE) || keyword.startsWith("m");
        return place + " " + keyword + (brief ? " " + argument.asString(argument.toString()) : "");
    }

    List<String> words() {
        List<String> words = new ArrayList<>();
        if (keyword.equals("enum")) {
            argument.forEach(word -> words.add(word.asString()));
        }
        return words;
    }

    /** The values that it constrains, by their JSON pointers. */
    Map<String, JsonNode> valuesIn(Optional<JsonNode> root) {
        Map<String, JsonNode> values = new LinkedHashMap<>();
        root.ifPresent(value -> values.put("", value));
        for (String step : steps) {
            Map<String, JsonNode> next = new LinkedHashMap<>();
            values.forEach((pointer, value) -> {
                for (int i = 0; i < value.size() && value.isArray() && step.equals(ALL); i++) {
                    next.put(pointer + "/" + i, value.get(i));
                }
                if (value.has(step)) {
                    next.put(pointer + "/" + step, value.get(step));
                }
            });
            values.clear();
            values.putAll(next);
        }
        return values;
    }

    boolean keeps(JsonNode value) {
        return contract.judge().keeps(schema, keyword, value);
    }

    /** Whether a valid value is one of this schema and not of another form that is allowed in its place. */
    boolean fits(JsonNode value) {
        JsonNode type = contract.schemas().at(schema).get(TYPE);
        return type == null || contract.judge().keeps(schema, TYPE, value);
    }

    /** Whether a valid value is as far as the keyword lets it go. */
    boolean validBoundary(JsonNode value) {
        return switch (keyword) {
            case "minLength", "maxLength" -> length(value) == argument.asInt();
            case "minItems", "maxItems" -> value.size() == argument.asInt();
            case "minimum", "maximum" -> value.equals(argument);
            default -> true;
        };
    }

    private static int length(JsonNode value) {
        String text = value.asString("");
        return text.codePointCount(0, text.length());
    }

    /** What stands in a path is made by the target, so its valid boundary is not for us to choose. */
    boolean hasValidSide() {
        return parameter.isEmpty() || parameter.get().location().equals("query");
    }

    /** Of constraints that one value breaks: its type, which makes the others moot, or the only one. */
    static Optional<Constraint> decisive(List<Constraint> broken) {
        return broken.size() == 1
                ? Optional.of(broken.get(0))
                : broken.stream()
                        .filter(constraint -> constraint.keyword().equals(TYPE))
                        .findFirst();
    }
}
