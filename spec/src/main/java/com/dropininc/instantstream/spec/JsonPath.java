package com.dropininc.instantstream.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A path of RFC 9535, of a part of that language: names ({@code .name}, {@code ['name']}), indexes ({@code [0]}),
 * wildcards ({@code .*}, {@code [*]}) and one comparison with a text ({@code [?@.name == 'text']}). Whatever else the
 * RFC knows is refused, never guessed. Immutable.
 */
public final class JsonPath {
    /** A node with the place that it can be removed from; the root has no such place. */
    record Match(JsonNode node, JsonNode parent, String name, int index) {
        /** Takes the node out of the document. */
        void remove() {
            if (parent instanceof ObjectNode object) {
                object.remove(name);
            } else if (parent instanceof ArrayNode array) {
                array.remove(index);
            }
        }
    }

    private interface Step {
        boolean takes(String name, int index, int size, JsonNode child);
    }

    private static final String TEXT = "'((?:[^'\\\\]|\\\\['\\\\])*)'|\"((?:[^\"\\\\]|\\\\[\"\\\\])*)\"";
    private static final String WORD = "[A-Za-z_\\u0080-\\uffff][A-Za-z0-9_\\u0080-\\uffff]*";
    private static final Pattern DOT = Pattern.compile("\\.(?:(" + WORD + ")|(\\*))");
    private static final Pattern BRACKET =
            Pattern.compile("\\[\\s*(?:(?:" + TEXT + ")|(\\*)|(0|-?[1-9][0-9]{0,8}))\\s*]");
    private static final Pattern FILTER = Pattern.compile("\\[\\s*\\?\\s*\\(?\\s*@(?:\\.(" + WORD + ")|\\[(?:" + TEXT
            + ")])\\s*==\\s*(?:'([^'\\\\]*)'|\"([^\"\\\\]*)\")\\s*\\)?\\s*]");
    private static final String UNDERSTOOD = "understood are names, indexes, * and [?@.name == 'text']";

    private final String text;
    private final List<Step> steps;

    private JsonPath(String text, List<Step> steps) {
        this.text = text;
        this.steps = steps;
    }

    /**
     * Reads a path.
     *
     * @throws ContractException at what is no path, or no part of the language that is understood here
     */
    static JsonPath parse(String text, String where) {
        if (!text.startsWith("$")) {
            throw new ContractException(where + ": '" + text + "' is no JSONPath, which begins with $");
        }
        List<Step> steps = new ArrayList<>();
        int at = 1;
        while (at < text.length()) {
            at = step(text, at, steps, where);
        }
        return new JsonPath(text, List.copyOf(steps));
    }

    private static int step(String text, int at, List<Step> steps, String where) {
        Matcher dot = DOT.matcher(text).region(at, text.length());
        if (dot.lookingAt()) {
            steps.add(dot.group(1) == null ? any() : named(dot.group(1)));
            return dot.end();
        }
        Matcher bracket = BRACKET.matcher(text).region(at, text.length());
        if (bracket.lookingAt()) {
            steps.add(bracketed(bracket));
            return bracket.end();
        }
        Matcher filter = FILTER.matcher(text).region(at, text.length());
        if (filter.lookingAt()) {
            String name = filter.group(1) != null ? filter.group(1) : quoted(filter, 2);
            steps.add(equal(name, filter.group(4) == null ? filter.group(5) : filter.group(4)));
            return filter.end();
        }
        throw new ContractException(where + ": '" + text + "' is not understood from character " + (at + 1) + ", '"
                + text.substring(at) + "', on; " + UNDERSTOOD);
    }

    private static Step bracketed(Matcher bracket) {
        if (bracket.group(3) != null) {
            return any();
        }
        if (bracket.group(4) != null) {
            int wanted = Integer.parseInt(bracket.group(4));
            return (name, index, size, child) -> index >= 0 && index == (wanted < 0 ? size + wanted : wanted);
        }
        return named(quoted(bracket, 1));
    }

    private static String quoted(Matcher matcher, int group) {
        String quoted = matcher.group(group) == null ? matcher.group(group + 1) : matcher.group(group);
        return quoted.replaceAll("\\\\(['\"\\\\])", "$1");
    }

    private static Step any() {
        return (name, index, size, child) -> true;
    }

    private static Step named(String wanted) {
        return (name, index, size, child) -> wanted.equals(name);
    }

    private static Step equal(String name, String value) {
        return (key, index, size, child) ->
                child.path(name).isString() && child.path(name).asString().equals(value);
    }

    /** Everything that the path leads to, in the order of the document. */
    List<Match> in(JsonNode root) {
        List<Match> found = List.of(new Match(root, null, "", -1));
        for (Step step : steps) {
            List<Match> next = new ArrayList<>();
            found.forEach(match -> children(match.node(), step, next));
            found = next;
        }
        return found;
    }

    private static void children(JsonNode parent, Step step, List<Match> into) {
        if (parent.isObject()) {
            parent.properties().forEach(property -> {
                if (step.takes(property.getKey(), -1, parent.size(), property.getValue())) {
                    into.add(new Match(property.getValue(), parent, property.getKey(), -1));
                }
            });
        }
        for (int i = 0; parent.isArray() && i < parent.size(); i++) {
            if (step.takes(null, i, parent.size(), parent.get(i))) {
                into.add(new Match(parent.get(i), parent, "", i));
            }
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
