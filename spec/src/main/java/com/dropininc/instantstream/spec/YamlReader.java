package com.dropininc.instantstream.spec;

import com.dropininc.instantstream.spec.YamlDocument.Mark;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLParser;

/** Makes a tree of the tokens of one document. For one thread. */
final class YamlReader {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String MERGE = "<<";

    private final JsonParser parser;
    private final String[] lines;
    private final String name;
    private final Map<String, Value> anchors = new HashMap<>();
    private int nodes;

    /** A value with its place; {@code size} counts it and all that is in it. */
    private record Value(JsonNode node, Mark mark, int size) {}

    private YamlReader(JsonParser parser, String text, String name) {
        this.parser = parser;
        this.lines = text.split("\n", -1);
        this.name = name;
    }

    static YamlDocument read(String text, String name) {
        String start = text.stripLeading();
        if (start.startsWith("{")) {
            try (JsonParser json = JsonMapper.shared().createParser(text)) {
                return new YamlReader(json, text, name).document();
            } catch (JacksonException notJson) {
                // A YAML mapping in braces: read below.
            }
        }
        try (JsonParser yaml = YAMLMapper.shared().createParser(text)) {
            return new YamlReader(yaml, text, name).document();
        } catch (JacksonException e) {
            String line =
                    e.getLocation() == null ? "" : " (line " + e.getLocation().getLineNr() + ")";
            throw new ContractException(
                    name + " is no valid YAML: " + e.getOriginalMessage().replaceAll("\\s+", " ") + line, e);
        }
    }

    private YamlDocument document() {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new ContractException(name + " is no YAML mapping: is it the right file?");
        }
        Value root = value(0);
        if (parser.nextToken() != null) {
            throw refused("begins a second document", "keep one document in a file");
        }
        return new YamlDocument(name, root.node(), root.mark());
    }

    private Value value(int depth) {
        if (depth > YamlLimits.MAX_DEPTH) {
            throw refused("is nested deeper than " + YamlLimits.MAX_DEPTH + " levels", "flatten it");
        }
        if (parser.getTypeId() != null) {
            throw refused("has a tag, " + parser.getTypeId(), "take the tag away, and quote what is a text");
        }
        if (parser instanceof YAMLParser yaml && yaml.isCurrentAlias()) {
            return alias();
        }
        String anchor = (String) parser.getObjectId();
        if (anchor != null) {
            anchors.put(anchor, null);
        }
        count(1);
        Value value = switch (parser.currentToken()) {
            case START_OBJECT -> object(depth);
            case START_ARRAY -> array(depth);
            default -> new Value(scalar(), new Mark(line(), Map.of()), 1);
        };
        if (anchor != null) {
            anchors.put(anchor, value);
        }
        return value;
    }

    private Value alias() {
        String anchor = parser.getString();
        Value value = anchors.get(anchor);
        if (value == null) {
            String why = anchors.containsKey(anchor) ? "inside the value that it stands for" : "without an anchor";
            throw refused("has an alias, *" + anchor + ", " + why, "write the value out");
        }
        count(value.size());
        return new Value(value.node().deepCopy(), new Mark(line(), value.mark().inside()), value.size());
    }

    private Value object(int depth) {
        int line = line();
        ObjectNode object = NODES.objectNode();
        Map<String, Mark> marks = new LinkedHashMap<>();
        List<Value> merged = new ArrayList<>();
        int size = 1;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            int keyLine = line();
            boolean merge = key.equals(MERGE) && plain();
            if (object.has(key) || (merge && !merged.isEmpty())) {
                throw refused("has the key '" + key + "' twice", "keep one of them");
            }
            parser.nextToken();
            Value value = value(depth + 1);
            size += value.size();
            if (merge) {
                merged.add(value);
            } else {
                object.set(key, value.node());
                marks.put(key, new Mark(keyLine, value.mark().inside()));
            }
        }
        for (Value source : merged) {
            merge(source, object, marks);
        }
        return new Value(object, new Mark(line, marks), size);
    }

    /** What an object says itself counts before what it merges, and an earlier source before a later one. */
    private void merge(Value source, ObjectNode object, Map<String, Mark> marks) {
        boolean list = source.node().isArray();
        for (int i = 0; i < (list ? source.node().size() : 1); i++) {
            JsonNode from = list ? source.node().get(i) : source.node();
            Mark mark = list ? source.mark().inside().get(String.valueOf(i)) : source.mark();
            if (!from.isObject()) {
                throw refused("merges (<<) what is no mapping", "merge a mapping, or a list of them");
            }
            for (Map.Entry<String, JsonNode> entry : from.properties()) {
                if (!object.has(entry.getKey())) {
                    object.set(entry.getKey(), entry.getValue());
                    marks.put(entry.getKey(), mark.inside().get(entry.getKey()));
                }
            }
        }
    }

    private Value array(int depth) {
        int line = line();
        ArrayNode array = NODES.arrayNode();
        Map<String, Mark> marks = new LinkedHashMap<>();
        int size = 1;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            Value value = value(depth + 1);
            size += value.size();
            marks.put(String.valueOf(array.size()), value.mark());
            array.add(value.node());
        }
        return new Value(array, new Mark(line, marks), size);
    }

    private JsonNode scalar() {
        return switch (parser.currentToken()) {
            case VALUE_NULL -> NODES.nullNode();
            case VALUE_TRUE -> NODES.booleanNode(true);
            case VALUE_FALSE -> NODES.booleanNode(false);
            case VALUE_NUMBER_INT ->
                switch (parser.getNumberType()) {
                    case INT -> NODES.numberNode(parser.getIntValue());
                    case LONG -> NODES.numberNode(parser.getLongValue());
                    default -> NODES.numberNode(parser.getBigIntegerValue());
                };
            case VALUE_NUMBER_FLOAT -> fraction();
            default -> NODES.stringNode(parser.getString());
        };
    }

    /** A number that a double cannot hold keeps its digits, so that no two numbers become one. */
    private JsonNode fraction() {
        double near = parser.getDoubleValue();
        if (!Double.isFinite(near)) {
            throw refused("has a number without an end", "write a number that JSON has");
        }
        BigDecimal exact = parser.getDecimalValue();
        return BigDecimal.valueOf(near).compareTo(exact) == 0 ? NODES.numberNode(near) : NODES.numberNode(exact);
    }

    private void count(int more) {
        nodes += more;
        if (nodes > YamlLimits.MAX_NODES) {
            throw refused("has more than " + YamlLimits.MAX_NODES + " values with its aliases", "make it smaller");
        }
    }

    private int line() {
        return parser.currentTokenLocation().getLineNr();
    }

    /** Whether the key at hand is written without quotes: only then does it merge. */
    private boolean plain() {
        if (!(parser instanceof YAMLParser)) {
            return false;
        }
        int column = parser.currentTokenLocation().getColumnNr() - 1;
        return lines[line() - 1].startsWith(MERGE, column);
    }

    private ContractException refused(String what, String advice) {
        return new ContractException(name + " (line " + line() + ") " + what + ": " + advice);
    }
}
